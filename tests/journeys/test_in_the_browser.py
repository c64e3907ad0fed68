"""The main job as people do it: every step through pages, in Chromium, at both widths."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, SEPARATE, Running
from tests.suite import DATA, PDF, SURNAMES

numbers = itertools.count()
TODAY_IS_PAST = "2022-04-12"


@pytest.fixture
def lead(asar: Running, tmp_path: Path, request: pytest.FixtureRequest):  # noqa: ANN201
    """The project lead at a desktop screen."""
    login = f"lead-{next(numbers)}"
    asar.user(login, "project_lead")
    with person(asar.address, tmp_path) as someone:
        someone.axe = (
            request.node.callspec.params["asar"] == ONE_PROCESS
        )  # the pages are the same behind nginx
        someone.sign_in(login)
        yield someone


@pytest.mark.parametrize("asar", [ONE_PROCESS, SEPARATE], indirect=True)
def test_from_the_word_plan_to_the_report_in_the_browser(asar: Running, lead: Person, tmp_path: Path) -> None:
    approve_the_plan(lead)
    record_a_training(lead, tmp_path)
    follow_the_figure_to_its_proof(asar, lead)
    award_a_grant(asar, lead)
    build_the_report(lead)
    see_the_plugin(lead)


def approve_the_plan(lead: Person) -> None:
    """Upload, review beside the source, approve."""
    lead.check_widths("/registry/plans/new")
    lead.page.set_input_files("#f-file", DATA / "detailed-description.docx")
    lead.submit("form[action='/registry/plans/new']")
    assert re.search(r"41 индикатор", lead.text())
    lead.check()
    lead.press(lead.page.locator("button[name=approve]"))
    lead.check()
    lead.submit("form[action$='/approval']")
    lead.until(lambda: "39" in lead.text())


def record_a_training(lead: Person, tmp_path: Path) -> None:
    """The form, people pasted from a spreadsheet, the scan of the signed list."""
    lead.check_widths("/events/gatherings/new")
    page = lead.page
    lead.choose_line("4.1")
    page.check("input[name=type][value=training]")
    page.fill("#f-title", "Тренинг в Кентау")
    page.select_option("#f-region", "turkistan")
    page.fill("#f-starts_on", TODAY_IS_PAST)
    page.check("input[name=mode][value=offline]")
    page.check("input[name=status][value=held]")
    page.get_by_label("Махалля").fill("Достық")
    lead.submit("form[action='/events/gatherings/new']")
    people = "\n".join(
        f"{surname} Ерлан\tг. Кентау\t+7 700 000 22 {number:02d}"
        for number, surname in enumerate(SURNAMES[:15])
    )
    page.fill("#f-pasted", people)
    lead.submit("form[action$='/participants/pasted']")
    assert "15" in lead.text()
    gathering = re.search(r"/events/gatherings/([0-9a-f-]{36})", page.content())
    assert gathering
    here = f"/events/gatherings/{gathering[1]}"
    lead.go(f"{here}/evidence/new")
    page.check("input[name=kind][value=signed_list]")
    scan = tmp_path / "список.pdf"
    scan.write_bytes(PDF + b"the signed list")
    page.set_input_files("#f-file", scan)
    lead.submit("form[action$='/evidence/new']")
    lead.check_widths(here)
    assert "Махалля" in page.inner_text("body")


def follow_the_figure_to_its_proof(asar: Running, lead: Person) -> None:
    """The overview moves; a figure leads to its records, a record to the file."""
    row = lead.page.locator("li.indicator").filter(has_text="4.1.3")
    lead.go("/reports/")
    lead.until(lambda: row.count() > 0 and "15" in row.inner_text())
    lead.check_widths("/reports/")
    lead.press(row.get_by_role("link").first)
    lead.check()
    assert "Тренинг в Кентау" in lead.text()
    href = lead.page.get_by_title("список.pdf").first.get_attribute("href")
    answer = lead.page.request.get(asar.address + str(href))
    assert answer.body() == PDF + b"the signed list"


def attach_a_paper(lead: Person, owner: str, kind: str) -> None:
    """A scanned paper, attached on the page of what it proves."""
    lead.go(f"{owner}/evidence/new?kind={kind}")
    file = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF + kind.encode()}
    lead.page.set_input_files("#f-file", file)
    lead.submit("form[action$='/evidence/new']")


def award_a_grant(asar: Running, lead: Person) -> None:
    """A contest, an application on paper, an award within the region's fund, refused above it."""
    page = lead.page
    lead.check_widths("/grants/contests/new")
    page.fill("#f-title", "Конкурс мини-грантов")
    page.fill("#f-opens_on", "2022-06-01")
    page.fill("#f-closes_on", "2022-06-20")
    lead.submit("form[action='/grants/contests/new']")
    contest = page.url.removeprefix(asar.address)
    attach_a_paper(lead, contest, "regulation")
    lead.submit("form[action$='/opening']")
    lead.go(f"{contest}/applications/new")
    page.select_option("#f-region", "turkistan")
    for name, value in {
        "group_name": "«Жастар»",
        "leader_name": "Сериков Ерлан",
        "settlement": "с. Қарнақ",
        "title": "Спортплощадка",
        "requested": "500 000",
        "registered_on": "2022-06-05",
    }.items():
        page.fill(f"#f-{name}", value)
    lead.submit("form[action$='/applications/new']")
    application = page.url.split("?")[0].removeprefix(asar.address)
    lead.go(contest)
    lead.submit("form[action$='/closing']")
    attach_a_paper(lead, contest, "protocol")
    lead.go(application)
    page.fill("#f-over_reason", "Протокол есть, рекомендация в нём")
    page.fill("#f-amount", "490 000")
    page.fill("#f-awarded_on", "2022-06-24")
    lead.submit("form[action$='/award']")
    assert "480" in lead.text() and "Совет партнёра" in lead.text()
    page.fill("#f-amount", "450 000")
    lead.submit("form[action$='/award']")
    given = page.url.split("?")[0].removeprefix(asar.address)
    lead.submit("form[action$='/completion']")
    assert "Сначала приложите: договор мини-гранта; акт приёмки или отчёт группы" in lead.text()
    for path in (given, f"{given}/evidence/new", f"{contest}/applications"):
        lead.check_widths(path)
    lead.check_widths(application)
    lead.check_widths(contest)
    assert "550" in lead.text()


def build_the_report(lead: Person) -> None:
    """One button, a progress bar, three documents."""
    lead.go("/reports/")
    lead.submit("form[action='/reports/reports']")
    lead.page.get_by_role("link", name="PDF").wait_for(timeout=60000)
    lead.check()
    for name, magic in {"Word": b"PK", "PDF": b"%PDF", "Excel": b"PK"}.items():
        with lead.page.expect_download() as waiting:
            lead.page.get_by_role("link", name=name).first.click()
        assert Path(waiting.value.path()).read_bytes().startswith(magic)


def see_the_plugin(lead: Person) -> None:
    """The region's plugin is on its page and on the region's pages."""
    lead.check_widths("/registry/plugins")
    assert "Туркестанская область" in lead.text()
    lead.go("/reports/?region=turkistan")
    assert "Гражданский Альянс Туркестанской области" in lead.page.inner_text(".region-mark")
    assert "Туркестан" not in lead.page.inner_text("header.top")


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_kazakh_pages_hold_at_both_widths(asar: Running, lead: Person) -> None:
    lead.go("/reports/?locale=kk")
    for path in (
        "/reports/",
        "/registry/plans",
        "/events/gatherings",
        "/events/publications",
        "/registry/centres",
        "/grants/contests",
        "/reports/reports",
        "/registry/people",
        "/registry/people/doubts",
        "/registry/users",
        "/registry/users/new",
        "/registry/me",
    ):
        lead.check_widths(path)
        assert lead.page.get_attribute("html", "lang") == "kk"


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_keyboard_reaches_the_content_first(asar: Running, lead: Person) -> None:
    lead.go("/reports/")
    lead.page.keyboard.press("Tab")
    assert lead.page.evaluate("document.activeElement.className") == "skip"
    lead.page.keyboard.press("Enter")
    assert lead.page.evaluate("document.activeElement.id") == "main"
