"""A revised annex in a real browser: brought in, told apart, compared, its lines changed by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.registry.plan_documents import TRAININGS
from tests.registry.test_revised_annex import BASE, BOOK, CENTRES, MORE, TABLES, lines

REWORDED = ("Встречи с акимами районов за круглым столом.", *TABLES[1:])
PICTURES = os.environ.get("ASAR_PICTURES", "")


def look(lead: Person, path: str, name: str) -> None:
    """Check a page at every width and in both languages; keep pictures of it where one asks for them."""
    for locale in ("kk", "ru"):
        lead.check_widths(f"{path}{'&' if '?' in path else '?'}locale={locale}")
        for width in (1440, 390) if PICTURES else ():
            lead.page.set_viewport_size({"width": width, "height": 900})
            lead.page.screenshot(path=f"{PICTURES}/{name}-{locale}-{width}.png", full_page=True)


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_revised_annex_from_the_browser(asar: Running, tmp_path: Path) -> None:
    asar.user("reviser", "project_lead")
    files, fields = {"file": ("plan.docx", BASE)}, {"new_project": "1"}
    plan = asar.ok("POST", "/registry/api/v1/plans", files=files, fields=fields)
    asar.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    with person(asar.address, tmp_path) as lead:
        lead.sign_in("reviser")
        draft = bring(lead, f"/registry/plans/{plan['id']}/revision")
        look(lead, f"{draft}/matches", "matches")
        lead.page.check("fieldset .choice input >> nth=0")
        lead.submit(f"form[action='{draft}/matches']")
        assert "75" in lead.text()
        look(lead, f"{draft}/differences", "differences")
        look(lead, draft, "review")
        look(lead, f"{draft}/lines", "lines")
        put_task_first(lead)
        lead.press(lead.page.locator("a[href$='/removal']").first)
        lead.check()
        look(lead, f"{draft}/approval", "approval")
        ask_where_it_belongs(lead)


def put_task_first(lead: Person) -> None:
    """A task more before the first one, and every line numbered anew."""
    lead.page.fill("#f-title-", "Подготовить библиотеки")
    lead.page.select_option("#f-before", index=1)
    lead.press(lead.page.locator("form:has(#f-before) button"))
    lead.press(lead.page.locator("button[value='renumber']"))
    assert lead.text().index("Подготовить библиотеки") < lead.text().index("Обучить библиотекарей")
    assert "2.1" in lead.text()
    lead.check()


def bring(lead: Person, path: str) -> str:
    """Send a revised annex; the path of the new version."""
    look(lead, path, "revision")
    annex = {
        "name": "new.docx",
        "mimeType": "application/octet-stream",
        "buffer": lines(MORE, BOOK, REWORDED),
    }
    lead.page.set_input_files("#f-file", annex)
    lead.page.fill("#f-reason_text", "Письмо № 12")
    lead.submit(f"form[action='{path}']")
    return lead.page.url.removeprefix(lead.address).removesuffix("/matches")


def ask_where_it_belongs(lead: Person) -> None:
    """The same project's file sent as a first one."""
    lead.go("/registry/plans/new")
    annex = {
        "name": "other.docx",
        "mimeType": "application/octet-stream",
        "buffer": lines(TRAININGS, CENTRES),
    }
    lead.page.set_input_files("#f-file", annex)
    lead.submit("form[action='/registry/plans/new']")
    assert "Похожий проект" in lead.text()
    lead.check()
    if PICTURES:
        lead.page.screenshot(path=f"{PICTURES}/known.png", full_page=True)
