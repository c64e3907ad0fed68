"""My week: everybody lands on what waits for him, whatever service it lies in."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from services.registry.home import views
from services.registry.home.queries import urgency
from shared import peers
from shared.doors.errors import Refusal
from shared.language.roles import ASSISTANT, PARTNER_REP, PROJECT_LEAD
from shared.web.week import Card
from tests import papers
from tests.suite import PASSWORD, Browser, Suite

HOME = "/registry/home"
LACKS = "а документов не хватает"


@pytest.fixture(autouse=True)
def spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day cards are looked at."""
    monkeypatch.setattr("services.events.gatherings.week.today", lambda: date(2022, 5, 1))


def page(browser: Browser, path: str = HOME) -> str:
    """The page as it is sent."""
    return str(browser.get(path).get_data(as_text=True))


def titles(browser: Browser, path: str = HOME) -> list[str]:
    """What the cards are called."""
    found = re.findall(r'<h2 class="card-title">(.*?)</h2>', page(browser, path), re.S)
    return [re.sub(r"<[^>]+>|\s+", " ", title).strip() for title in found]


def has(browser: Browser, words: str) -> bool:
    """Whether one of the cards, of all of them, is called so."""
    return any(words in title for title in titles(browser, f"{HOME}?all=1"))


def test_sign_in_leads_home(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.post("/registry/sign-in", {"login": lead.login, "password": PASSWORD})
    assert answer.headers["Location"] == HOME and lead.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("role", "words", "href"),
    [
        ("accountant", "Фонды и выплаты", "/grants/contests"),
        ("grantor_viewer", "Обещано и сделано", "/reports/"),
    ],
)
def test_an_empty_week_still_leads_to_the_work(suite: Suite, role: str, words: str, href: str) -> None:
    home = page(suite.browser(role))
    assert re.search(rf'<a class="btn btn-primary" href="{href}">.*?{words}</a>', home, re.S)


@pytest.mark.parametrize("role", ["project_lead", "coordinator", "assistant"])
def test_what_was_held_and_lacks_papers_waits_for_the_office(suite: Suite, project: str, role: str) -> None:
    suite.gathering(project, 15, evidence=())
    suite.settle()
    assert has(suite.browser(role), LACKS)


def test_a_partner_sees_what_waits_in_his_region_alone(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, region="atyrau", evidence=())
    suite.settle()
    assert not has(suite.browser("partner_rep", "turkistan"), LACKS)
    assert has(suite.browser("partner_rep", "atyrau"), LACKS)


def test_a_paper_takes_the_card_away(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 15)
    assert has(suite.browser("coordinator"), LACKS)
    for width, kind in enumerate(("photo", "feedback", "feedback"), start=320):
        file = (BytesIO(papers.picture(width=width)), f"{kind}.jpg")
        sent = {"kind": kind, "file": file}
        suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/evidence", data=sent)
    assert not has(suite.browser("coordinator"), LACKS)


@pytest.mark.parametrize("role", ["grantor_viewer", "commission_member", "accountant"])
def test_who_records_nothing_is_not_asked_for_papers(suite: Suite, project: str, role: str) -> None:
    suite.gathering(project, 15, evidence=())
    suite.settle()
    assert not has(suite.browser(role), LACKS)


def test_what_is_late_stands_first(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, evidence=())
    suite.settle()
    shown = page(suite.browser("project_lead"))
    late = [bool(mark) for mark in re.findall(r'class="card-sheet week-card (week-late)?', shown)]
    assert "просрочен" in shown and late[0] and late == sorted(late, reverse=True)


def test_no_more_than_seven_cards_stand_at_once(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 15, evidence=())
    suite.settle()
    lead = suite.browser("project_lead")
    every = titles(lead, f"{HOME}?all=1")
    monkeypatch.setattr(views, "MOST_SHOWN", len(every) - 1)
    assert titles(lead) == every[:-1] and "Ещё 1 карточка" in page(lead)


@pytest.mark.parametrize("service", ["events", "grants", "reports"])
def test_a_silent_neighbour_is_named_and_the_rest_is_shown(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    lead = suite.browser("project_lead")
    monkeypatch.delitem(peers.IN_PROCESS, service)
    assert f"Сервис «{service}» не отвечает" in page(lead)


def test_cards_are_said_in_the_language_of_the_reader(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, evidence=())
    suite.settle()
    lead = suite.browser("project_lead")
    lead.post("/registry/me/language", {"locale": "kk"}, page="/registry/me")
    assert has(lead, "құжаттары толық емес") and "Менің аптам" in page(lead)


def test_a_neighbour_answers_for_a_true_credential_only(suite: Suite) -> None:
    question = {"kind": "session", "secret": "forged", "locale": "ru"}
    with suite.apps["registry"].app_context(), pytest.raises(Refusal) as refused:
        peers.ask("events", "/events/internal/week", question)
    assert refused.value.status == 401


def card(**said: Any) -> Card:
    """A card with a day."""
    return Card(**{"title": "", "href": "", "action": "", "owner": "", **said})


def test_late_comes_first_then_the_nearest_day_then_what_has_none() -> None:
    late, near = card(due=date(2022, 9, 1), late=True), card(due=date(2022, 8, 1))
    far, never = card(due=date(2022, 10, 1)), card()
    cards = [never, far, near, late]
    assert sorted(cards, key=lambda each: urgency(each, {PROJECT_LEAD})) == [late, near, far, never]


def test_own_work_comes_before_the_late_work_of_others_but_for_the_lead() -> None:
    others, own = card(due=date(2022, 9, 1), late=True, owner=PARTNER_REP), card(owner=ASSISTANT)
    assert sorted([others, own], key=lambda each: urgency(each, {ASSISTANT})) == [own, others]
    assert sorted([others, own], key=lambda each: urgency(each, {PROJECT_LEAD})) == [others, own]
