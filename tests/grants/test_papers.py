"""No award before the intake closed and the protocol is there; what was awarded before the rule stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from services.grants.awards.operations import giving
from services.grants.db import db
from tests.grants.conftest import Browser, Tool
from tests.grants.test_waivers import ask, confirm

Browsers = Callable[..., Browser]
GIVEN = {"amount": 100000, "over_reason": "Комиссия решила устно"}


@pytest.fixture
def bare(lead: Tool) -> Tool:
    """The lead, for whom nothing is prepared."""
    lead.prepares = False
    return lead


def awarding(bare: Tool, application: str, **more: Any) -> Any:
    """The answer to an award."""
    return bare.post(f"/applications/{application}/award", {**GIVEN, **more})


def test_no_award_while_applications_come(bare: Tool) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    bare.attach(f"/contests/{contest}", "protocol")
    answer = awarding(bare, application)
    assert (answer.status_code, answer.json["code"]) == (409, "intake_open")
    assert answer.json["detail"]["contest"] == f"/grants/contests/{contest}"
    assert (bare.fund(contest)["awarded"], bare.fund(contest)["awards"]) == (0, 0)


def test_no_award_without_the_protocol(bare: Tool) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    bare.post(f"/contests/{contest}/closing")
    answer = awarding(bare, application)
    assert (answer.status_code, answer.json["code"]) == (409, "protocol_needed")
    attach = f"/grants/contests/{contest}/evidence/new?kind=protocol"
    assert answer.json["detail"] == {"paper": "protocol", "attach": attach}
    bare.attach(f"/contests/{contest}", "protocol")
    assert awarding(bare, application).status_code == 201


def test_a_day_alone_is_no_protocol(bare: Tool) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    bare.post(f"/contests/{contest}/closing")
    bare.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-06-24"})
    assert awarding(bare, application).json["code"] == "protocol_needed"


def test_no_award_of_a_day_before_the_protocol(bare: Tool, lead: Tool) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    lead.ready(application)
    bare.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-06-24"})
    answer = awarding(bare, application, awarded_on="2022-06-23")
    assert (answer.status_code, answer.json["code"]) == (422, "day_outside")
    assert awarding(bare, application, awarded_on="2022-06-24").status_code == 201


def test_an_award_without_a_recommendation_asks_why(bare: Tool, browser: Browsers) -> None:
    application = bare.application(bare.contest())
    bare.ready(application)
    answer = awarding(bare, application, over_reason="")
    assert (answer.status_code, answer.json["code"]) == (409, "recommendation_needed")
    award = awarding(bare, application).json["id"]
    assert "Присуждён без рекомендации комиссии" in browser().get(f"/awards/{award}").text


def test_the_protocol_of_awards_is_not_taken_off(bare: Tool, browser: Browsers) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    bare.ready(application)
    awarding(bare, application)
    files = bare.get(f"/contests/{contest}/evidence").json
    (protocol,) = [item["id"] for item in files if item["kind"] == "protocol"]
    browser().send(f"/contests/{contest}", f"/evidence/{protocol}/detachment")
    assert len(bare.get(f"/contests/{contest}/evidence").json) == len(files)


@pytest.mark.parametrize(("locale", "words"), [("ru", "протокол итогов"), ("kk", "хаттама")])
def test_the_form_of_an_award_names_what_it_waits_for(
    bare: Tool, browser: Browsers, locale: str, words: str
) -> None:
    contest = bare.contest()
    application = bare.application(contest)
    page = browser("lead", locale).get(f"/applications/{application}/award").text
    assert f'href="/grants/contests/{contest}/evidence/new?kind=protocol"' in page and words in page
    assert f'href="/grants/applications/{application}/waivers/new?rule=intake"' in page


def test_two_people_may_let_one_award_pass(bare: Tool, browser: Browsers, app: Flask) -> None:
    contest = bare.contest()
    one, other = bare.application(contest), bare.application(contest)
    owner = f"/applications/{one}"
    for rule in ("intake", "protocol"):
        ask(browser("lead"), owner, rule)
        assert awarding(bare, one).status_code == 409
        confirm(browser("coordinator"), owner, app)
    assert awarding(bare, other).json["code"] == "intake_open"
    award = awarding(bare, one).json["id"]
    assert "Подпишут в пятницу" in browser().get(f"/awards/{award}").text


def test_an_award_of_the_time_before_is_seen_as_such(lead: Tool, browser: Browsers, app: Flask) -> None:
    award = lead.award(lead.application(lead.contest()))
    assert lead.get(f"/awards/{award}").json["before_rule"] is False
    with app.app_context():
        db.session.execute(text("UPDATE awards SET before_rule = true"))
        db.session.commit()
    assert lead.get(f"/awards/{award}").json["before_rule"] is True
    assert "Присуждён до правила" in browser().get(f"/awards/{award}").text


def opened_meanwhile(lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """One hand opens the contest again while another, after its look, is about to award;
    the contest's state and the code of the award."""
    contest = lead.contest()
    application = lead.application(contest)
    lead.ready(application)
    take = giving.take_from_fund
    with ThreadPoolExecutor(1) as hands:

        def slowly(*given: Any) -> bool:
            hands.submit(lambda: Tool(app, "lead").post(f"/contests/{contest}/opening")).result()
            return take(*given)

        monkeypatch.setattr(giving, "take_from_fund", slowly)
        answer = awarding(lead, application)
    return lead.get(f"/contests/{contest}").json["status"], answer.json.get("code", "awarded")


def test_a_contest_opened_meanwhile_stops_the_award(
    lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened_meanwhile(lead, app, monkeypatch) == ("open", "intake_open")


def test_twin_that_looks_before_it_locks_awards_in_an_open_contest(
    lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, looked = giving.check_ready, giving.check_amount
    monkeypatch.setattr(giving, "check_ready", lambda contest, application: None)

    def first(field: str, application: Any, amount: Any) -> None:
        ready(giving.contest_of(application), application)
        looked(field, application, amount)

    monkeypatch.setattr(giving, "check_amount", first)
    assert opened_meanwhile(lead, app, monkeypatch) == ("open", "awarded")


def test_an_application_above_the_cap_is_asked_about(bare: Tool, browser: Browsers) -> None:
    contest = bare.contest(grant_cap=300000)
    paper = {
        "region": "zhambyl",
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": "300000.01",
        "registered_on": "2022-06-02",
    }
    answer = bare.post(f"/contests/{contest}/applications", paper)
    assert (answer.status_code, answer.json["code"]) == (409, "over_cap")
    form = f"/contests/{contest}/applications/new"
    page = browser().send(form, form, **paper)
    assert page.status_code == 422 and 'name="over_cap"' in page.text
    assert browser().send(form, form, **paper, over_cap="1").status_code == 302
    within = {"requested": 300000, "title": "Сад"}
    assert bare.post(f"/contests/{contest}/applications", {**paper, **within}).status_code == 201
