"""A survey of visitors: numbered sheets on paper, a link on phones, one figure out of both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import Running, clean_environment, free_port
from tests.journeys.test_plan_to_report import import_and_approve


@pytest.fixture(scope="module")
def september(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A suite of the days when the project runs: phones answer today."""
    home = tmp_path_factory.mktemp("september")
    running = Running(home, free_port(), clean_environment(ASAR_TODAY="2022-09-20"))
    try:
        running.start("--no-demo")
        yield running
    finally:
        running.stop()


def test_paper_and_phones_make_one_figure(september: Running, tmp_path: Path) -> None:
    project = import_and_approve(september)
    september.user("asks", "project_lead")
    with person(september.address, tmp_path / "desk") as lead:
        lead.sign_in("asks")
        here = begin(lead)
        link = lead.page.locator("a[href*='/events/q/all/']").get_attribute("href") or ""
        key_in(lead, here)
    with person(september.address, tmp_path / "hand") as visitor:
        answer(visitor, link)
    with person(september.address, tmp_path / "again") as lead:
        lead.sign_in("asks")
        lead.go(f"/reports/indicators/F.1.2?project={project}")
        lead.until(lambda: "2 из 3" in lead.text())
        lead.go(here)
        lead.check()
        assert "66,7 % (2 из 3)" in lead.text().replace("\xa0", " ")


def begin(lead: Person) -> str:
    """The questionnaire that is ready, a survey with it, three sheets of it; its address."""
    page = lead.page
    lead.go("/events/questionnaires/new")
    lead.check()
    lead.submit("form[action='/events/questionnaires/new']")
    lead.press(page.get_by_role("link", name="Начать опрос"))
    page.fill("#f-title", "Как мы работаем")
    page.fill(
        "#f-closes_on", "2022-09-30" if page.get_attribute("#f-closes_on", "type") == "date" else "30.09.2022"
    )
    lead.check()
    lead.submit("form[action='/events/surveys/new']")
    here = page.url.removeprefix(lead.address)
    page.fill("#f-count", "3")
    lead.submit(f"form[action='{here}/sheets']")
    lead.check()
    return here


def key_in(lead: Person, here: str) -> None:
    """Two sheets came back on paper; a mark that is none is said at its place and nothing is lost."""
    page = lead.page
    lead.go(f"{here}/rows")
    day = "2022-09-20" if page.get_attribute("#f-answered_on", "type") == "date" else "20.09.2022"
    page.fill("#f-answered_on", day)
    page.fill("#f-s-1-q1", "5")
    page.fill("#f-s-2-q1", "6")
    lead.submit(f"form[action='{here}/rows']")
    lead.check()
    assert "Оценка – это 1, 2, 3, 4 или 5." in lead.text()
    page.fill("#f-s-2-q1", "2")
    lead.submit(f"form[action='{here}/rows']")
    assert "Введено" in lead.text()


def answer(visitor: Person, link: str) -> None:
    """Somebody with a phone, who is not signed in: reads, ticks, sends, and cannot send again."""
    page = visitor.page
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
    page.goto(link)
    visitor.check()
    visitor.submit("form[action*='/events/q/all/']")
    visitor.check()
    page.locator("label[for='q1-5']").click()
    page.wait_for_timeout(3500)
    visitor.submit("form[action*='/events/q/']")
    assert "Спасибо" in visitor.text()
    page.goto(link)
    assert "Спасибо" in visitor.text()
