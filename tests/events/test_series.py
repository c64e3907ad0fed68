"""One gathering is planned again in the regions of its activity: all that were named, or none."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.suite import Suite

AGAIN = {"day.field": ["day_turkistan_1", "day_turkistan_2", "day_atyrau_1"]}
THREE = {
    "title": "Обучающий тренинг",
    "day_turkistan_1": "01.09.2027",
    "place_turkistan_1": "Туркестан",
    "day_turkistan_2": "02.09.2027",
    "place_turkistan_2": "Шорнак",
    "day_atyrau_1": "03.09.2027",
    "place_atyrau_1": "Атырау",
}


@pytest.fixture
def earlier(suite: Suite, project: str) -> str:
    """A training that was held."""
    return suite.gathering(project, 15)


def planned(suite: Suite) -> list[dict[str, Any]]:
    """What is planned, the earliest first."""
    found = suite.ok("GET", "/events/api/v1/gatherings?status=planned")
    return sorted(found, key=lambda row: row["starts_on"])


def sent(
    suite: Suite, earlier: str, form: dict[str, Any], role: str = "coordinator", region: str = ""
) -> Any:
    """The answer to the form."""
    address = f"/events/gatherings/{earlier}/series"
    browser = suite.browser(role, region or None)
    return browser.post(address, {**AGAIN, **form}, page=address)


def test_every_row_with_a_day_is_planned_like_the_earlier_one(suite: Suite, earlier: str) -> None:
    assert sent(suite, earlier, THREE).status_code == 302
    found = planned(suite)
    assert [(row["region"], row["settlement"], row["starts_on"]) for row in found] == [
        ("turkistan", "Туркестан", "2027-09-01"),
        ("turkistan", "Шорнак", "2027-09-02"),
        ("atyrau", "Атырау", "2027-09-03"),
    ]
    assert {(row["activity"], row["type"], row["mode"]) for row in found} == {("4.1", "training", "offline")}


def test_planned_ones_move_no_figure(suite: Suite, project: str, earlier: str) -> None:
    suite.settle()
    before = suite.figure(project, "4.1.1")["actual"]
    sent(suite, earlier, THREE)
    suite.settle()
    assert suite.figure(project, "4.1.1")["actual"] == before


def test_the_programme_goes_along_where_it_is_asked_for(suite: Suite, earlier: str) -> None:
    sent(suite, earlier, {**THREE, "programme": "1"})
    assert {tuple(row["evidence_kinds"]) for row in planned(suite)} == {("programme",)}


def test_without_the_tick_no_programme_goes_along(suite: Suite, earlier: str) -> None:
    sent(suite, earlier, THREE)
    assert {tuple(row["evidence_kinds"]) for row in planned(suite)} == {()}


def test_no_day_at_all_is_asked_about(suite: Suite, earlier: str) -> None:
    answer = sent(suite, earlier, {"title": "Тренинг"})
    assert answer.status_code == 422 and "хотя бы для одного места" in answer.get_data(as_text=True)


def test_one_wrong_day_plans_nothing_and_keeps_what_was_typed(suite: Suite, earlier: str) -> None:
    answer = sent(suite, earlier, {**THREE, "day_atyrau_1": "31.02.2027"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422 and not planned(suite)
    assert "Шорнак" in shown and "31.02.2027" in shown


def test_one_that_is_recorded_already_is_asked_about_beside_its_day(suite: Suite, earlier: str) -> None:
    sent(suite, earlier, THREE)
    answer = sent(suite, earlier, {**THREE, "day_turkistan_1": "", "day_turkistan_2": ""})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422 and len(planned(suite)) == 3
    assert re.search(r'id="f-day_atyrau_1-error">.{0,300}«Обучающий тренинг»', shown, re.S)
    sent(suite, earlier, {**THREE, "day_turkistan_1": "", "day_turkistan_2": "", "again": "1"})
    assert len(planned(suite)) == 4


def test_a_partner_plans_in_his_own_region_alone(suite: Suite, earlier: str) -> None:
    assert sent(suite, earlier, THREE, "partner_rep", "turkistan").status_code == 422 and not planned(suite)
    own = {name: value for name, value in THREE.items() if "atyrau" not in name}
    sent(suite, earlier, own, "partner_rep", "turkistan")
    assert [row["region"] for row in planned(suite)] == ["turkistan", "turkistan"]


def test_who_only_reads_plans_nothing(suite: Suite, earlier: str) -> None:
    assert suite.browser("grantor_viewer").get(f"/events/gatherings/{earlier}/series").status_code == 403


def test_day_gone_by_and_a_place_left_out_are_asked_about(suite: Suite, earlier: str) -> None:
    odd = {**THREE, "day_turkistan_1": "01.09.2022", "place_atyrau_1": ""}
    answer = sent(suite, earlier, odd)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422 and not planned(suite)
    assert re.search(r'id="f-day_turkistan_1-error">.{0,300}День 01.09.2022 уже прошёл', shown, re.S)
    assert re.search(r'id="f-place_atyrau_1-error">.{0,300}не указан населённый пункт', shown, re.S)
    assert "уже прошёл" not in sent(suite, earlier, {**odd, "day_turkistan_1": "01.09.2027"}).text
    assert sent(suite, earlier, {**odd, "meant": "1"}).status_code == 302 and len(planned(suite)) == 3


def test_place_that_stands_in_the_title_is_asked_about(suite: Suite, earlier: str) -> None:
    named = {**THREE, "title": "Тренинг, с. Шорнак"}
    answer = sent(suite, earlier, named)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422 and not planned(suite)
    assert re.search(r'id="f-title-error">.{0,300}В названии стоит «Шорнак»', shown, re.S)
    only = {name: value for name, value in named.items() if "_1" not in name}
    assert sent(suite, earlier, {**only, "place_turkistan_2": "с. Шорнак"}).status_code == 302


def test_every_day_of_a_series_is_called_a_date(suite: Suite, earlier: str) -> None:
    shown = suite.browser("coordinator").get(f"/events/gatherings/{earlier}/series").get_data(as_text=True)
    labels = re.findall(r'for="f-day_[a-z_]+_[12]">([^<]+)', shown)
    assert len(labels) > 2 and all(label.strip().endswith(" · Дата") for label in labels)
