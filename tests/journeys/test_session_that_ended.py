"""The session ends while a form is open: what was typed comes back after signing in, and goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, PASSWORD, Running
from tests.journeys.test_plan_to_report import import_and_approve

REFUSED = ("400", "401")  # the browser's console says each refused request; here it is what is tried


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_form_stands_as_it_was_typed_after_signing_in_again(asar: Running, tmp_path: Path) -> None:
    project = import_and_approve(asar)
    asar.user("away-for-lunch", "coordinator")
    with person(asar.address, tmp_path) as someone:
        someone.sign_in("away-for-lunch")
        for number, cleared in enumerate((False, True), 12):
            typed_and_sent_again(someone, project, number, cleared)


def typed_and_sent_again(someone: Person, project: str, day: int, cleared: bool) -> None:
    """The session ends or the cookies are cleared while a gathering is typed; it is recorded all the same."""
    page = someone.page
    someone.go(f"/events/gatherings/new?project_id={project}")
    someone.choose_line("4.1")
    page.select_option("#f-region", "turkistan")
    page.fill("#f-title", "Тренинг «после обеда»")
    page.fill("#f-starts_on", f"2022-04-{day}")
    page.get_by_text("Уже проведено").click()
    page.context.clear_cookies(name=None if cleared else "asar_session")
    page.locator("form[action='/events/gatherings/new'] button[type=submit]:visible").last.click()
    page.wait_for_selector("#f-password")
    someone.complaints[:] = [said for said in someone.complaints if not any(no in said for no in REFUSED)]
    someone.check()
    page.fill("#f-login", "away-for-lunch")
    page.fill("#f-password", PASSWORD)
    page.locator("main form button[type=submit]:visible").last.click()
    page.wait_for_selector("#f-title")
    someone.check()
    assert page.input_value("#f-title") == "Тренинг «после обеда»"
    assert page.input_value("#f-region") == "turkistan"
    someone.submit("form[action='/events/gatherings/new']")
    assert "/participants/new" in page.url, someone.text()
