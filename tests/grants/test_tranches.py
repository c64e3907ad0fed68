"""Nothing is paid without a signed agreement on file and its tranche."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.grants.conftest import Browser, Tool
from tests.grants.test_waivers import ask, confirm

Browsers = Callable[..., Browser]


@pytest.fixture
def award(lead: Tool) -> str:
    """An award of 450 000 ₸ with neither agreement nor tranche; nothing more is prepared."""
    made = lead.award(lead.application(lead.contest()))
    lead.prepares = False
    return made


def paying(lead: Tool, award: str, amount: int) -> Any:
    """The answer to a payment."""
    return lead.post(f"/awards/{award}/payment", {"amount": amount})


def plan(lead: Tool, award: str, amount: int, after: str = "signing") -> Any:
    """The answer to a tranche."""
    return lead.post(f"/awards/{award}/tranches", {"amount": amount, "after": after})


def test_nothing_is_paid_without_the_agreement(lead: Tool, award: str) -> None:
    plan(lead, award, 450000)
    answer = paying(lead, award, 1000)
    assert (answer.status_code, answer.json["code"]) == (409, "agreement_needed")
    attach = f"/grants/awards/{award}/evidence/new?kind=agreement"
    assert answer.json["detail"] == {"paper": "agreement", "attach": attach}
    assert lead.get(f"/awards/{award}").json["paid"] == 0
    lead.attach(f"/awards/{award}", "agreement")
    assert paying(lead, award, 1000).status_code == 201


def test_nothing_is_paid_without_a_tranche(lead: Tool, award: str) -> None:
    lead.attach(f"/awards/{award}", "agreement")
    assert paying(lead, award, 1000).json["code"] == "tranche_needed"
    assert plan(lead, award, 300000).status_code == 201
    assert paying(lead, award, 300001).json["detail"]["left"] == 300000
    assert paying(lead, award, 300000).status_code == 201
    assert paying(lead, award, 1000).json["code"] == "tranche_needed"
    assert lead.get(f"/awards/{award}").json["paid"] == 300000


def test_the_rest_waits_for_the_acceptance(lead: Tool, award: str) -> None:
    lead.attach(f"/awards/{award}", "agreement", "act")
    plan(lead, award, 300000), plan(lead, award, 150000, "acceptance")
    paying(lead, award, 300000)
    assert paying(lead, award, 150000).json["code"] == "tranche_locked"
    lead.post(f"/awards/{award}/completion")
    assert paying(lead, award, 150000).json["left"] == 0
    assert [row["paid"] for row in lead.get(f"/awards/{award}/tranches").json] == [300000, 150000]


def test_tranches_are_never_more_than_the_grant(lead: Tool, award: str) -> None:
    plan(lead, award, 300000)
    answer = plan(lead, award, 150001)
    assert (answer.json["code"], answer.json["detail"]["left"]) == ("tranches_above_grant", 150000)


def test_a_wrong_tranche_is_taken_off_until_it_is_paid(lead: Tool, award: str) -> None:
    lead.attach(f"/awards/{award}", "agreement")
    plan(lead, award, 300000)
    assert lead.post(f"/awards/{award}/tranches/removal").json == []
    plan(lead, award, 450000), paying(lead, award, 1)
    assert lead.post(f"/awards/{award}/tranches/removal").json["code"] == "tranche_paid"


def test_a_payment_taken_back_is_due_again_in_its_tranche(lead: Tool, award: str) -> None:
    lead.attach(f"/awards/{award}", "agreement")
    plan(lead, award, 450000)
    paid = paying(lead, award, 450000).json["id"]
    lead.post(f"/awards/{award}/payments/{paid}/reversal", {"reason": "Не та группа"})
    assert [row["paid"] for row in lead.get(f"/awards/{award}/tranches").json] == [0]
    assert lead.post(f"/awards/{award}/tranches/removal").json["code"] == "tranche_in_ledger"
    assert paying(lead, award, 450000).status_code == 201


def test_the_agreement_of_payments_is_not_taken_off(lead: Tool, award: str, browser: Browsers) -> None:
    lead.attach(f"/awards/{award}", "agreement")
    plan(lead, award, 450000), paying(lead, award, 1)
    (file,) = [item["id"] for item in lead.get(f"/awards/{award}/evidence").json]
    browser().send(f"/awards/{award}", f"/evidence/{file}/detachment")
    assert len(lead.get(f"/awards/{award}/evidence").json) == 1


def test_two_people_may_let_a_payment_pass(lead: Tool, award: str, browser: Browsers, app: Flask) -> None:
    owner = f"/awards/{award}"
    for rule in ("agreement", "tranche"):
        ask(browser("accountant"), owner, rule)
        assert paying(lead, award, 1000).status_code == 409
        confirm(browser("lead"), owner, app)
    assert paying(lead, award, 1000).status_code == 201
    assert paying(lead, award, 449001).json["code"] == "paid_too_much"


@pytest.mark.parametrize(("locale", "words"), [("ru", "договор мини-гранта"), ("kk", "шағын грант шарты")])
def test_the_page_names_what_a_payment_waits_for(
    lead: Tool, award: str, browser: Browsers, locale: str, words: str
) -> None:
    page = browser("lead", locale).get(f"/awards/{award}").text
    assert f'href="/grants/awards/{award}/evidence/new?kind=agreement"' in page and words in page
    sent = {"amount": "450 000", "after": "signing"}
    assert browser().send(f"/awards/{award}", f"/awards/{award}/tranches", **sent).status_code == 302
    assert "450\u00a0000\u00a0₸" in browser().get(f"/awards/{award}").text


def test_an_acceptance_with_nothing_paid_is_asked_about(lead: Tool, award: str, browser: Browsers) -> None:
    lead.attach(f"/awards/{award}", "agreement", "act")
    answer = lead.post(f"/awards/{award}/completion")
    assert (answer.status_code, answer.json["code"]) == (409, "nothing_paid")
    page = browser().send(f"/awards/{award}", f"/awards/{award}/completion", completed_on="")
    assert page.status_code == 422 and 'name="unpaid"' in page.text
    assert lead.post(f"/awards/{award}/completion", {"unpaid": True}).json["status"] == "completed"


def test_an_acceptance_after_a_payment_is_not_asked_about(lead: Tool, award: str) -> None:
    lead.attach(f"/awards/{award}", "agreement", "act")
    plan(lead, award, 450000), paying(lead, award, 1000)
    assert lead.post(f"/awards/{award}/completion").json["status"] == "completed"
