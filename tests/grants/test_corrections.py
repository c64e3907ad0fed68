"""Second thoughts: what was copied wrongly is corrected, what nobody needs is dropped,
an acceptance is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.grants.conftest import Browser, Tool, records
from tests.grants.test_contests import draft
from tests.suite import PDF

Browsers = Callable[..., Browser]
PAPER = {
    "group_name": "«Ана»",
    "leader_name": "Айгүл Бекова",
    "settlement": "с. Мерке",
    "title": "Сад",
    "requested": "300 000",
    "registered_on": "2022-06-05",
}
DAYS = {"title": "Конкурс 2022", "opens_on": "2022-06-01", "closes_on": "2022-06-30"}


def sent(person: Browser, page: str, **fields: Any) -> Any:
    """The answer to the form of a page."""
    return person.send(page, page, **fields)


def test_waiting_application_is_corrected_and_told_again(app: Flask, browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest())
    assert sent(browser(), f"/applications/{application}/edit", **PAPER).status_code == 302
    told = records(app, "application")[-1]
    assert (told["group"], told["requested"], told["registered_on"], told["number"]) == (
        "«Ана»",
        "300000.00",
        "2022-06-05",
        "ЖАМ-001",
    )


def test_correction_that_makes_a_second_paper_of_one_group_is_asked_about(
    browser: Browsers, lead: Tool
) -> None:
    contest = lead.contest()
    first = lead.application(contest)
    assert sent(browser(), f"/applications/{first}/edit", **PAPER).status_code == 302
    second = lead.application(contest)
    asked = sent(browser(), f"/applications/{second}/edit", **PAPER)
    assert asked.status_code == 422 and first in asked.text and 'name="again"' in asked.text
    assert sent(browser(), f"/applications/{second}/edit", **PAPER, again="1").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"registered_on": "2023-06-05"}, "registered_on"),
        ({"requested": "0"}, "requested"),
        ({"group_name": ""}, "group_name"),
    ],
)
def test_wrong_correction_comes_back_with_its_reason(
    browser: Browsers, lead: Tool, wrong: dict[str, str], field: str
) -> None:
    answer = sent(browser(), f"/applications/{lead.application(lead.contest())}/edit", **{**PAPER, **wrong})
    assert answer.status_code == 422 and f'id="f-{field}-error"' in answer.text


def test_group_cannot_have_asked_for_less_than_is_recommended(browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.post(f"/applications/{application}/recommendation", {"verdict": "award", "recommended": 400000})
    answer = sent(browser(), f"/applications/{application}/edit", **PAPER)
    assert answer.status_code == 422 and "рекомендует 400" in answer.text


def test_settled_application_is_no_longer_corrected(browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.award(application)
    person = browser()
    assert f"{application}/edit" not in person.get(f"/applications/{application}").text
    assert person.get(f"/applications/{application}/edit").status_code == 302
    assert person.send("/contests/new", f"/applications/{application}/edit", **PAPER).status_code == 422


def test_draft_is_corrected_whole_and_an_open_contest_in_its_days(browser: Browsers, lead: Tool) -> None:
    contest, person = draft(lead), browser()
    money = {"grant_cap": "450 000", "average_warning": "300 000", "average_limit": "400 000"}
    assert sent(person, f"/contests/{contest}/edit", **DAYS, **money).status_code == 302
    lead.opened(contest)
    assert sent(person, f"/contests/{contest}/edit", **{**DAYS, "closes_on": "2022-07-15"}).status_code == 302
    now = lead.get(f"/contests/{contest}").json
    assert (now["title"], now["closes_on"], now["grant_cap"]) == ("Конкурс 2022", "2022-07-15", 450000)
    assert 'name="grant_cap"' not in person.get(f"/contests/{contest}/edit").text


def test_days_of_a_contest_keep_its_applications_inside(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    lead.application(contest)
    answer = sent(browser(), f"/contests/{contest}/edit", **{**DAYS, "opens_on": "2022-06-03"})
    assert answer.status_code == 422 and 'id="f-opens_on-error"' in answer.text


def test_dropped_draft_leaves_the_lists(app: Flask, browser: Browsers, lead: Tool) -> None:
    contest, person = draft(lead), browser()
    assert person.send(f"/contests/{contest}", f"/contests/{contest}/dropping").status_code == 302
    assert (
        contest not in person.get("/contests").text and contest in person.get("/contests?status=dropped").text
    )
    assert records(app, "contest")[-1]["status"] == "dropped"


def test_opened_contest_is_not_dropped(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    assert browser().send(f"/contests/{contest}", f"/contests/{contest}/dropping").status_code == 422


def test_closed_contest_opens_again_until_the_protocol(browser: Browsers, lead: Tool) -> None:
    contest, person = lead.contest(), browser()
    lead.post(f"/contests/{contest}/closing")
    assert person.send(f"/contests/{contest}", f"/contests/{contest}/opening").status_code == 302
    lead.post(f"/contests/{contest}/closing")
    lead.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-09-01"})
    assert lead.post(f"/contests/{contest}/opening").json["code"] == "contest_opened"


def test_acceptance_taken_back_no_longer_counts(app: Flask, browser: Browsers, lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.attach(f"/awards/{award}", "agreement", "act")
    lead.post(f"/awards/{award}/completion")
    assert (
        browser()
        .send(f"/awards/{award}", f"/awards/{award}/reopening", reason="Акт не той группы")
        .status_code
        == 302
    )
    told = records(app, "award")[-1]
    assert (told["status"], told["completed_on"]) == ("awarded", None)
    assert "Акт не той группы" in browser().get(f"/awards/{award}").text
    assert lead.post(f"/awards/{award}/reopening", {"reason": "Ещё раз"}).json["code"] == "not_completed"


def test_award_without_the_commission_says_what_an_auditor_would_ask(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    asked = ("Рекомендация комиссии не внесена", "Протокол итогов не внесён")
    assert all(words in browser().get(f"/applications/{application}").text for words in asked)
    page = browser().get(f"/awards/{lead.award(application)}").text
    assert "О чём спросит проверяющий" in page and all(words in page for words in asked)


def test_award_by_the_protocol_raises_no_question(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", {"verdict": "award", "recommended": 400000})
    lead.ready(application)
    lead.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-09-01"})
    assert "О чём спросит" not in browser().get(f"/awards/{lead.award(application, 400000)}").text


def test_application_above_the_cap_is_marked(browser: Browsers, lead: Tool) -> None:
    capped = lead.contest(grant_cap=450000)
    assert (
        "больше предела одного гранта: 450" in browser().get(f"/applications/{lead.application(capped)}").text
    )
    assert (
        "больше предела"
        not in browser().get(f"/applications/{lead.application(capped, requested=450000)}").text
    )


def test_groups_of_another_contest_count_towards_the_promise(browser: Browsers, lead: Tool) -> None:
    first, second = lead.contest(), lead.contest()
    before = browser().get(f"/contests/{second}").text
    lead.award(lead.application(first))
    assert browser().get(f"/contests/{second}").text != before


def shown_to(person: Browser, page: str) -> str:
    """What the form of a page was showing when it was opened."""
    return unescape(re.search(r'name="was" value="([^"]*)"', person.get(page).text)[1])


def test_stale_tab_keeps_what_another_saved_in_fields_it_did_not_touch(browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest())
    page, person = f"/applications/{application}/edit", browser()
    opened = {
        "group_name": "«Жастар»",
        "leader_name": "Ержан Омаров",
        "settlement": "с. Қарнақ",
        "title": "Сквер у школы",
        "requested": "480\u00a0000",
        "registered_on": "2022-06-02",
        "was": shown_to(person, page),
    }
    sent(person, page, **opened | {"requested": "470 000"})
    assert sent(person, page, **opened | {"leader_name": "Асан Омаров"}).status_code == 302
    now = lead.get(f"/applications/{application}").json
    assert (now["requested"], now["leader_name"]) == (470000, "Асан Омаров")


def test_field_changed_by_two_comes_back_with_both_and_the_second_save_decides(
    browser: Browsers, lead: Tool
) -> None:
    application = lead.application(lead.contest())
    page, person = f"/applications/{application}/edit", browser()
    stale = shown_to(person, page)
    sent(person, page, **PAPER, was=stale)
    answer = sent(person, page, **PAPER | {"group_name": "«Бала»"}, was=stale)
    assert answer.status_code == 422 and "«Ана»" in answer.text and 'value="«Бала»"' in answer.text
    fresh = unescape(re.search(r'name="was" value="([^"]*)"', answer.text)[1])
    assert sent(person, page, **PAPER | {"group_name": "«Бала»"}, was=fresh).status_code == 302
    assert lead.get(f"/applications/{application}").json["group_name"] == "«Бала»"


@pytest.mark.parametrize("forged", ["[1]", "не наше", "7"])
def test_forged_hidden_field_is_refused_not_crashed(browser: Browsers, lead: Tool, forged: str) -> None:
    page = f"/applications/{lead.application(lead.contest())}/edit"
    assert browser().send(page, page, **PAPER, was=forged).status_code in (400, 422)


def test_day_of_a_protocol_entered_by_mistake_is_taken_back(browser: Browsers, lead: Tool) -> None:
    contest, person = lead.contest(), browser()
    lead.post(f"/contests/{contest}/closing")
    page = f"/contests/{contest}"
    person.send(page, f"{page}/milestones", protocol_on="2022-09-01")
    assert lead.get(page).json["status"] == "decided"
    person.send(page, f"{page}/milestones", protocol_on="")
    assert (lead.get(page).json["status"], lead.get(page).json["protocol_on"]) == ("closed", None)


def test_dropped_draft_takes_nothing_more(browser: Browsers, lead: Tool) -> None:
    contest, person = draft(lead), browser()
    here = f"/contests/{contest}"
    for _time in range(2):
        assert person.send("/contests/new", f"{here}/dropping").status_code == 302
    assert (
        f"{here}/milestones" not in person.get(here).text
        and f"{here}/evidence/new" not in person.get(here).text
    )
    assert person.get(f"{here}/edit").status_code == 302
    assert lead.post(f"{here}/milestones", {"regulation_on": "2022-05-01"}).json["code"] == "contest_dropped"
    file = {"kind": "regulation", "file": (BytesIO(PDF + b"x"), "a.pdf")}
    assert lead.post(f"{here}/evidence", file).json["code"] == "contest_dropped"


def test_draft_opened_meanwhile_says_what_is_announced(browser: Browsers, lead: Tool) -> None:
    contest, person = draft(lead), browser()
    lead.opened(contest)
    money = {"grant_cap": "", "average_warning": "300 000", "average_limit": "400 000"}
    answer = person.send("/contests/new", f"/contests/{contest}/edit", **DAYS, **money)
    assert answer.status_code == 422 and "уже открыт" in answer.text and "Такого поля нет" not in answer.text


@pytest.mark.parametrize(("decision", "who"), [("refusal", "lead"), ("withdrawal", "partner")])
def test_decision_by_a_slip_is_taken_back(browser: Browsers, lead: Tool, decision: str, who: str) -> None:
    application = lead.application(lead.contest(), region="turkistan")
    lead.post(f"/applications/{application}/{decision}", {"reason": "Не та"})
    here, person = f"/applications/{application}", browser(who)
    assert person.send(here, f"{here}/reconsideration").status_code == 302
    assert lead.get(here).json["status"] == "registered"


def test_partner_takes_no_refusal_back(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest, region="turkistan")
    lead.post(f"/applications/{application}/refusal", {"reason": "Не та"})
    here = f"/applications/{application}"
    assert browser("partner").send(
        f"/contests/{contest}/applications/new", f"{here}/reconsideration"
    ).status_code in (403, 404)
    assert lead.get(here).json["status"] == "refused"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"regulation_on": "2022-02-01"}, "Положение утверждено позже"),
        ({"commission_on": "2021-12-30"}, "Комиссия заседала раньше"),
        ({"commission_on": "2022-09-02", "protocol_on": "2022-09-01"}, "Протокол подписан раньше"),
        ({"regulation_on": "2021-12-30"}, ""),
    ],
)
def test_odd_order_of_milestones_is_said(
    browser: Browsers, lead: Tool, days: dict[str, str], words: str
) -> None:
    contest = lead.contest()
    lead.post(f"/contests/{contest}/closing")
    lead.post(f"/contests/{contest}/milestones", days)
    page = browser().get(f"/contests/{contest}").text
    assert words in page if words else not any(odd in page for odd in ("позже, чем", "раньше, чем"))
