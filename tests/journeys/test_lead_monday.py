"""The lead's Monday, in a real browser: what is late, who owes it, a word to him, and it is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_revised_annex import look
from tests.journeys.test_session_to_village_plan import SESSION
from tests.registry.test_revised_annex import BASE

HOME, MOST = "/registry/home", 7


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_monday_of_the_lead(asar: Running, tmp_path: Path) -> None:
    asar.user("monday", "project_lead")
    asar.user("pavlodarets", "partner_rep", "pavlodar")
    gathering = gone_by(asar)
    with person(asar.address, tmp_path) as lead:
        lead.sign_in("monday")
        assert lead.page.url.endswith(HOME) and "Моя неделя" in lead.page.title()
        assert 0 < lead.page.locator(".week-card").count() <= MOST
        card_says_what_is_late(lead, gathering)
        look(lead, HOME, "monday")
        for number, width in enumerate(WIDTHS.values(), 1):
            lead.page.set_viewport_size({"width": width, "height": 900})
            remind(lead, gathering, number)
        lead.go(HOME)
        lead.press(card(lead, gathering).locator(".week-acts a").last)
        lead.check()
        assert "Заседание на неделе" in lead.text()


def gone_by(asar: Running) -> str:
    """The id of a gathering whose day has passed; nobody said how it went."""
    file, fields = {"file": ("plan.docx", BASE)}, {"new_project": "1"}
    plan = asar.ok("POST", "/registry/api/v1/plans", files=file, fields=fields)
    project = asar.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")["project_id"]
    said = {**SESSION, "project_id": project, "title": "Заседание на неделе", "starts_on": "2022-04-02"}
    made: str = asar.ok("POST", "/events/api/v1/gatherings", said)["id"]
    return made


def card(lead: Person, gathering: str) -> Locator:
    """The card that names it."""
    return lead.page.locator(".week-card", has=lead.page.locator(f"a[href$='{gathering}']")).first


def card_says_what_is_late(lead: Person, gathering: str) -> None:
    """The card is among the first: since when, whose work, what to press."""
    said = card(lead, gathering).inner_text().replace("\xa0", " ")
    assert "просрочено с 2 апреля 2022" in said and "Региональный партнёр" in said
    assert card(lead, gathering).locator(".week-acts a").count() >= 2


def remind(lead: Person, gathering: str, number: int) -> None:
    """A text in the receiver's language with the page's address; that it was sent stands on the card."""
    lead.go(HOME)
    name = "Напомнить" if number == 1 else "Напомнить ещё"
    lead.press(card(lead, gathering).get_by_role("link", name=name, exact=True))
    if (whom := lead.page.locator("a.choice", has_text="Pavlodarets")).count():
        lead.press(whom)
    lead.check()
    assert lead.address in lead.page.input_value("#f-text")
    assert lead.page.locator("a[href*='wa.me'], a[href*='whatsapp']").count()
    lead.page.select_option("#f-channel", "whatsapp")
    lead.submit("form[action^='/registry/reminders/new']")
    assert "Pavlodarets" in card(lead, gathering).inner_text()
