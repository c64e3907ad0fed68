"""Directions of a contest: from what thematic sessions named, while applications come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, sent_again
from tests.shared.villages import a_problem
from tests.suite import Browser, Suite

API = "/grants/api/v1/contests"


@pytest.fixture
def contest(suite: Suite, project: str) -> str:
    """A draft of a contest."""
    said = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    made: str = suite.ok("POST", API, json=said)["id"]
    return made


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes directions."""
    return suite.browser("project_lead")


def named(suite: Suite, project: str, region: str = "turkistan", words: str = "Нет света") -> str:
    """The id of a problem a session named, known to grants."""
    made = a_problem(suite, project, region, words)
    suite.settle()
    return made


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True)
    return said


def test_problem_becomes_a_direction_and_is_linked_from_it(
    suite: Suite, project: str, contest: str, lead: Browser
) -> None:
    problem, page = named(suite, project), f"/grants/contests/{contest}/directions"
    assert "Нет света" in text(lead.get(page))
    assert lead.post(page, {"title": "Свет на улицах", "problems": [problem]}).status_code == 302
    assert suite.ok("GET", f"{API}/{contest}/directions")[0]["problems"] == [problem]
    shown = text(lead.get(f"/grants/contests/{contest}"))
    assert "Свет на улицах" in shown and "/problems" in shown and "1 голос" in shown


def test_withdrawn_problem_leaves_its_direction(suite: Suite, project: str, contest: str) -> None:
    problem = named(suite, project)
    said = {"title": "Свет", "problems": [problem]}
    suite.ok("POST", f"{API}/{contest}/directions", json=said)
    suite.ok("POST", f"/events/api/v1/problems/{problem}/withdrawal", json={"reason": "Ошибка"})
    suite.settle()
    (row,) = suite.ok("GET", f"{API}/{contest}/directions")
    assert (row["title"], row["problems"]) == ("Свет", [])


def test_direction_is_written_once_and_not_with_a_problem_nobody_named(
    suite: Suite, contest: str, lead: Browser
) -> None:
    address, foreign = f"{API}/{contest}/directions", "01a22724-6395-712d-a9cb-414374cc46b3"
    suite.ok("POST", address, json={"title": "Свет"})
    again = suite.call("POST", address, json={"title": " свет "})
    assert (again.status_code, again.get_json()["code"]) == (409, "direction_known")
    unknown = suite.call("POST", address, json={"title": "Вода", "problems": [foreign]})
    assert (unknown.status_code, unknown.get_json()["code"]) == (422, "problem_unknown")
    empty = lead.post(f"/grants/contests/{contest}/directions", {"title": " "})
    assert empty.status_code == 422 and "field-error" in text(empty)


def test_directions_change_until_the_contest_closes(suite: Suite, contest: str, lead: Browser) -> None:
    address = f"{API}/{contest}/directions"
    first = suite.ok("POST", address, json={"title": "Свет"})["id"]
    page = f"/grants/contests/{contest}/directions"
    assert lead.post(f"{page}/{first}/removal", {}, page=page).status_code == 302
    second = suite.ok("POST", address, json={"title": "Вода"})["id"]
    suite.open_contest(contest)
    suite.ok("POST", f"{API}/{contest}/closing")
    refused = [
        suite.call("POST", address, json={"title": "Дороги"}),
        suite.call("DELETE", f"{address}/{second}"),
    ]
    assert {answer.get_json()["code"] for answer in refused} == {"directions_settled"}


def test_direction_is_said_in_kazakh_later_also_of_a_contest_that_is_over(
    suite: Suite, contest: str, lead: Browser
) -> None:
    made = suite.ok("POST", f"{API}/{contest}/directions", json={"title": "Свет на улицах"})["id"]
    page = f"/grants/contests/{contest}/directions"
    suite.open_contest(contest)
    suite.ok("POST", f"{API}/{contest}/closing")
    assert f"{page}/{made}/edit" in text(lead.get(page)) and "/removal" not in text(lead.get(page))
    asked = lead.post(f"{page}/{made}/edit", {"title_kk": "Свет на улицах села и в домах"})
    assert asked.status_code == 422 and "kazakh" in text(asked)
    assert lead.post(f"{page}/{made}/edit", {"title_kk": "Көшелердегі жарық"}).status_code == 302
    suite.ok("PUT", f"{API}/{contest}/directions/{made}", json={})
    (row,) = suite.ok("GET", f"{API}/{contest}/directions")
    assert (row["title"], row["title_kk"]) == ("Свет на улицах", "Көшелердегі жарық")
    partner = suite.browser("partner_rep", "turkistan")
    assert (
        partner.post(f"{page}/{made}/edit", {"title_kk": "Жарық"}, page="/grants/contests").status_code == 403
    )


def test_partner_reads_of_his_region_alone_and_writes_nothing(
    suite: Suite, project: str, contest: str
) -> None:
    near, far = named(suite, project), named(suite, project, "atyrau", "Далёкая беда")
    suite.ok("POST", f"{API}/{contest}/directions", json={"title": "Быт", "problems": [near, far]})
    partner = suite.browser("partner_rep", "turkistan")
    shown = text(partner.get(f"/grants/contests/{contest}"))
    assert "Нет света" in shown and "Далёкая беда" not in shown
    token = suite.token(region="turkistan")
    (row,) = suite.call("GET", f"{API}/{contest}/directions", token=token).get_json()
    assert row["problems"] == [near]
    refused = suite.call("POST", f"{API}/{contest}/directions", json={"title": "x"}, token=token)
    assert refused.status_code == 403


def paper(suite: Suite, contest: str, **more: Any) -> Any:
    """An application as a tool registers it; the answer."""
    said = {
        "region": "turkistan",
        "group_name": "«Жастар»",
        "leader_name": "Омаров Е.",
        "settlement": "Карнак",
    }
    said |= {"title": "Сквер", "requested": "480000", "registered_on": "2022-05-02", **more}
    return suite.call("POST", f"{API}/{contest}/applications", json=said)


@pytest.fixture
def direction(suite: Suite, contest: str) -> str:
    """A direction of the contest."""
    made: str = suite.ok("POST", f"{API}/{contest}/directions", json={"title": "Свет", "problems": []})["id"]
    suite.open_contest(contest)
    return made


def test_an_application_names_a_direction_of_its_own_contest(
    suite: Suite, project: str, contest: str, direction: str, lead: Browser
) -> None:
    said = {"project_id": project, "title": "Другой", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    other = suite.ok("POST", API, json=said | {"fund": 320000})["id"]
    foreign = suite.ok("POST", f"{API}/{other}/directions", json={"title": "Вода", "problems": []})["id"]
    refused = paper(suite, contest, direction_id=foreign)
    assert (refused.status_code, refused.get_json()["code"]) == (422, "direction_elsewhere")
    made = paper(suite, contest, direction_id=direction).get_json()["id"]
    assert suite.ok("GET", f"/grants/api/v1/applications/{made}")["direction_id"] == direction
    assert "Направление" in text(lead.get(f"/grants/applications/{made}"))
    page = f"/grants/contests/{contest}/applications"
    assert "ТУР-001" in text(lead.get(f"{page}?direction={direction}"))
    assert "ТУР-001" not in text(lead.get(f"{page}?direction={foreign}"))


def test_direction_is_corrected_in_the_form_and_taken_off_there(
    suite: Suite, contest: str, direction: str, lead: Browser
) -> None:
    made = paper(suite, contest).get_json()["id"]
    page = f"/grants/applications/{made}/edit"
    form = {"group_name": "«Жастар»", "leader_name": "Омаров Е.", "settlement": "Карнак", "title": "Сквер"}
    form |= {"requested": "480000", "registered_on": "2022-05-02"}
    for said, kept in ((direction, direction), ("", None)):
        assert lead.post(page, {**form, "direction_id": said}).status_code == 302
        assert suite.ok("GET", f"/grants/api/v1/applications/{made}")["direction_id"] == kept


def test_a_direction_that_applications_name_stays(suite: Suite, contest: str, direction: str) -> None:
    paper(suite, contest, direction_id=direction)
    refused = suite.call("DELETE", f"{API}/{contest}/directions/{direction}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "direction_named")
    assert [row["title"] for row in suite.ok("GET", f"{API}/{contest}/directions")] == ["Свет"]


def test_direction_comes_in_with_a_table_by_its_words(
    suite: Suite, contest: str, direction: str, lead: Browser
) -> None:
    head = ["Область", "Группа", "Лидер", "Село", "Проект", "Сумма", "Дата подачи", "Направление"]
    row = ["Туркестанская", "«Дос»", "Ким А.", "Карнак", "Фонари", 300000, "02.05.2022", "свет"]
    address = f"/grants/imports/applications/of/{contest}"
    assert (
        brought(suite, lead, address, [head, row, [*row[:1], "«Ара»", *row[2:7], "Дороги"]])["entered"] == 1
    )
    (made,) = suite.ok("GET", f"{API}/{contest}/applications")
    assert made["direction_id"] == direction
    again = sent_again(suite, lead, address, lead.get(f"/grants/contests/{contest}/applications.xlsx").data)
    assert (again["entered"], again["there"]) == (0, 1)
