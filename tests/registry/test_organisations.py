"""Organisations: the partners of an approved plan come once; a BIN is checked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.language.organisations import bin_holds
from tests.suite import Browser, Suite

VALID = ("220440000009", "220440100005", "220440001808", "220440001821", "940140000385", "990140004654")
WRONG = ("220440000008", "220440001810", "900101300007", "22044000000", "22044000000٩")
PAGE = "/registry/organisations"


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes organisations down."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def listed(suite: Suite) -> list[dict[str, Any]]:
    """The organisations a tool reads."""
    return suite.ok("GET", "/registry/api/v1/organisations?limit=100")


@pytest.mark.parametrize("number", VALID)
def test_bin_with_its_check_digit_holds(number: str) -> None:
    assert bin_holds(number)


@pytest.mark.parametrize("number", WRONG)
def test_bin_that_was_mistyped_does_not_hold(number: str) -> None:
    assert not bin_holds(number)


def test_partners_of_an_approved_plan_become_organisations_once(
    suite: Suite, project: str, lead: Browser
) -> None:
    assert "Добавить этих партнёров" in text(lead.get(PAGE))
    assert [lead.post(f"{PAGE}/partners", {}).status_code for _again in range(2)] == [302, 302]
    assert len(listed(suite)) == 7 and {row["kind"] for row in listed(suite)} == {"partner"}
    assert "Добавить этих партнёров" not in text(lead.get(PAGE))


def test_renamed_partner_is_not_proposed_again(suite: Suite, project: str, lead: Browser) -> None:
    lead.post(f"{PAGE}/partners", {})
    one = listed(suite)[0]
    renamed = {"kind": "partner", "name_ru": "ОФ «Новое имя»", "region": one["region"]}
    assert lead.post(f"{PAGE}/{one['id']}/edit", renamed).status_code == 302
    assert "Добавить этих партнёров" not in text(lead.get(PAGE))
    assert "ОФ «Новое имя»" in text(lead.get(f"{PAGE}/{one['id']}"))


def test_wrong_bin_and_second_bin_are_refused_in_words(suite: Suite, lead: Browser) -> None:
    values = {"kind": "ngo", "name_ru": "ОФ «Асыл»", "bin": VALID[0]}
    assert lead.post(f"{PAGE}/new", values).status_code == 302
    wrong = lead.post(f"{PAGE}/new", {**values, "name_ru": "Другая", "bin": WRONG[0]})
    assert wrong.status_code == 422 and "не сходится" in text(wrong)
    second = lead.post(f"{PAGE}/new", {**values, "name_ru": "Другая"})
    assert second.status_code == 422 and "уже у организации «ОФ «Асыл»»" in text(second)
    same = lead.post(f"{PAGE}/new", {"kind": "ngo", "name_ru": "оф Асыл"})
    assert same.status_code == 422 and "уже есть в списке" in text(same)
    assert len(listed(suite)) == 1


def test_region_sees_and_writes_its_own_organisations(suite: Suite, lead: Browser) -> None:
    lead.post(f"{PAGE}/new", {"kind": "ngo", "name_ru": "Чужая", "region": "atyrau"})
    partner = suite.browser("partner_rep", "turkistan")
    assert "Чужая" not in text(partner.get(PAGE))
    assert partner.post(f"{PAGE}/new", {"kind": "ngo", "name_ru": "Вся страна"}).status_code == 422
    own = partner.post(f"{PAGE}/new", {"kind": "ngo", "name_ru": "Своя", "region": "turkistan"})
    assert own.status_code == 302 and json.dumps(listed(suite), ensure_ascii=False).count("Своя") == 1


def test_bin_of_another_region_is_refused_without_its_name(suite: Suite, lead: Browser) -> None:
    theirs = {"kind": "ngo", "name_ru": "Чужая", "region": "atyrau", "bin": VALID[0]}
    lead.post(f"{PAGE}/new", theirs)
    partner = suite.browser("partner_rep", "turkistan")
    own = {"kind": "ngo", "name_ru": "Своя", "region": "turkistan", "bin": VALID[0]}
    answer = partner.post(f"{PAGE}/new", own)
    assert answer.status_code == 422 and "Этот БИН уже" in text(answer) and "Чужая" not in text(answer)
