"""Pages of four services for a Kazakh reader: the plan in Kazakh, what is still Russian marked."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from lxml.html import document_fromstring
from python_calamine import load_workbook

from services.reports.documents.build import printable
from services.reports.documents.programme_report import content
from services.reports.documents.sealed import read
from tests.registry.test_wordings import figures, lines, page, plan_of, recorded, write, write_all
from tests.reports.pages import report
from tests.suite import Browser, Story, Suite

MARKED = "\u00a0*"
LEGEND = "қазақшасы әлі жазылмаған"


@pytest.fixture(scope="module")
def story() -> Story:
    """What all tests here begin with."""
    return Story()


@pytest.fixture
def project(suite: Suite, story: Story) -> str:
    """The seed's project, said in Kazakh but for one indicator."""
    found = suite.known_project()
    return story(suite, found, lambda: in_kazakh(suite, found))


def in_kazakh(suite: Suite, found: str) -> str:
    """The project once its plan was said in Kazakh."""
    plan = plan_of(suite, found)
    write_all(suite, plan)
    write(suite, plan, {"4.1.3": ""})
    return found


def kazakh(browser: Browser) -> Browser:
    """The browser of somebody who reads Kazakh."""
    browser.cookies["asar_locale"] = "kk"
    return browser


PAGES = {
    "/reports/?project={project}": "4 community-орталық құру",
    "/reports/indicators/4.1.1?project={project}": "Тренингтер саны",
    "/events/gatherings/new?project_id={project}": "7 шеберлік сыныбын (онлайн) ұйымдастыру және өткізу",
    "/events/publications/new?project_id={project}": "Медиа-жоспар",
    "/grants/contests/new?project_id={project}": "Шағын гранттар конкурсын ұйымдастыру",
    "/reports/adjustments/new?project={project}": "Таратылған брошюралар саны",
}


@pytest.mark.parametrize("path", PAGES)
def test_kazakh_page_says_the_plan_in_kazakh(suite: Suite, project: str, path: str) -> None:
    shown = page(kazakh(suite.browser("project_lead")), path.format(project=project))
    assert PAGES[path] in shown


@pytest.mark.parametrize("path", PAGES)
def test_russian_page_says_it_in_russian_without_a_mark(suite: Suite, project: str, path: str) -> None:
    shown = page(suite.browser("project_lead"), path.format(project=project))
    assert PAGES[path] not in shown and MARKED not in shown and LEGEND not in shown


def test_what_is_still_russian_is_marked_and_the_mark_explained(suite: Suite, project: str) -> None:
    lead, plan = kazakh(suite.browser("project_lead")), plan_of(suite, project)
    shown = page(lead, f"/reports/?project={project}")
    assert f"Количество участников{MARKED}" in shown and shown.count(LEGEND) == 1
    assert f'href="/registry/plans/{plan}/wordings"' in shown
    assert f'href="/registry/plans/{plan}/wordings"' not in page(
        kazakh(suite.browser("grantor_viewer")), f"/reports/?project={project}"
    )


def test_page_of_a_plan_that_is_whole_has_no_mark(suite: Suite, project: str) -> None:
    write(suite, plan_of(suite, project), {"4.1.3": "Қатысушылар саны"})
    shown = page(kazakh(suite.browser("project_lead")), f"/reports/?project={project}")
    assert MARKED not in shown and LEGEND not in shown


def test_plans_page_says_it_in_kazakh(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    shown = page(kazakh(suite.browser("grantor_viewer")), f"/registry/plans/{plan}")
    assert "Бағдарламалар саны" in shown and f"Количество участников{MARKED}" in shown
    assert "2022 ж. сәуір" in shown.replace("\u00a0", " ") and "· адам" in shown


def test_workbook_of_a_kazakh_reader_is_kazakh(suite: Suite, project: str) -> None:
    lead = kazakh(suite.browser("project_lead"))
    book = lead.get(f"/reports/indicators.xlsx?project={project}").data
    rows = load_workbook(BytesIO(book)).get_sheet_by_index(0).to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert "Тренингтер саны" in cells and f"Количество участников{MARKED}" in cells


def test_results_are_said_in_kazakh(suite: Suite, project: str) -> None:
    from services.reports.results.rules.proposing import in_kazakh, proposals
    from tests.registry.test_wordings import told

    found = told(suite, "reports", project)
    said = in_kazakh(found)
    unsaid = [row.text for row in proposals(found) if not said.get(row.text)]
    assert not unsaid and said["Разработка 4 планов развития сел"] == "Ауылдарды дамытудың 4 жоспарын әзірлеу"


def test_figures_of_a_tool_have_both_languages(suite: Suite, project: str) -> None:
    row = suite.figure(project, "4.1.1")
    assert (row["name"], row["name_kk"]) == ("Количество тренингов", "Тренингтер саны")


def test_nothing_that_is_kept_is_said_in_kazakh(suite: Suite, project: str) -> None:
    lead = kazakh(suite.browser("project_lead"))
    before = figures(suite, project)
    page(lead, f"/reports/?project={project}")
    found = lines(suite, plan_of(suite, project))
    assert found["4.1.1"]["russian"] == "Количество тренингов" and figures(suite, project) == before


def test_every_mark_stands_behind_russian_words(suite: Suite, project: str) -> None:
    shown = page(kazakh(suite.browser("project_lead")), f"/reports/?project={project}")
    marked = re.findall(r">([^<>]*)\u00a0\*", shown)
    assert marked and all("Количество участников" in words for words in marked)


def compose(snapshot: Any) -> content.Content:
    """What is printed of a kept snapshot."""
    return content.compose(printable(snapshot))


def sealed(suite: Suite, project: str, locale: str) -> Any:
    """The sealed snapshot of a report in a language."""
    asked = {"formats": ["xlsx"], "locale": locale}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    return suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]


def rows_of(snapshot: Any) -> dict[str, Any]:
    """The printed rows of a report by the codes of its indicators."""
    sections = compose(snapshot).sections
    return {row.code: row for part in sections for line in part.activities for row in line.rows}


@pytest.mark.parametrize("locale", ["ru", "kk"])
def test_sealed_report_keeps_both_languages(suite: Suite, project: str, locale: str) -> None:
    snapshot = sealed(suite, project, locale)
    cell = next(cell for cell in read(snapshot).cells if cell.code == "4.1.1")
    assert (cell.name, cell.name_kk, cell.unit_kk) == ("Количество тренингов", "Тренингтер саны", "тренинг")
    assert read(snapshot).languages == ("ru", "kk")


def test_kazakh_paper_says_the_plan_in_kazakh_and_marks_the_rest(suite: Suite, project: str) -> None:
    snapshot = sealed(suite, project, "kk")
    paper, rows = compose(snapshot), rows_of(snapshot)
    assert (rows["4.1.1"].name, rows["4.1.3"].name) == ("Тренингтер саны", f"Количество участников{MARKED}")
    assert (rows["4.1.3"].unit, rows["F.1.1"].unit, rows["5.1.4"].unit) == ("адам", "%", "—")
    assert paper.notes[-1].startswith("* ")
    assert paper.sections[0].activities[0].when.startswith("2022\u00a0ж.")
    assert any("Азаматтарды" in fact.text for fact in paper.facts)


def test_russian_paper_knows_no_mark(suite: Suite, project: str) -> None:
    snapshot = sealed(suite, project, "ru")
    assert rows_of(snapshot)["4.1.3"].name == "Количество участников"
    assert not any(note.startswith("* ") for note in compose(snapshot).notes)


def test_kazakh_paper_of_a_whole_plan_has_no_mark(suite: Suite, project: str) -> None:
    write(suite, plan_of(suite, project), {"4.1.3": "Қатысушылар саны"})
    snapshot = sealed(suite, project, "kk")
    assert not any(note.startswith("* ") for note in compose(snapshot).notes)
    assert not [row for row in rows_of(snapshot).values() if MARKED in row.name + row.unit]


def test_old_kazakh_report_prints_as_it_did(snapshot: dict[str, Any]) -> None:
    paper = compose({**snapshot, "locale": "kk"})
    names = [row.name for part in paper.sections for line in part.activities for row in line.rows]
    assert names and not [name for name in names if MARKED in name]
    assert not any(note.startswith("* ") for note in paper.notes)


def test_figures_are_the_same_in_both_papers(suite: Suite, project: str) -> None:
    recorded(suite, project)
    russian, kazakh = (rows_of(sealed(suite, project, locale)) for locale in ("ru", "kk"))
    assert {code: row.figures for code, row in russian.items()} == {
        code: row.figures for code, row in kazakh.items()
    }


def heading(shown: str) -> str:
    """The <h1> of a page."""
    return " ".join(str(document_fromstring(shown).xpath("//h1")[0].text_content()).split())


@pytest.mark.parametrize(
    "path",
    [
        "/events/dispatches/new?project_id={project}&region=turkistan",
        "/reports/adjustments?project={project}",
    ],
)
def test_page_names_the_project_as_its_overview_does(suite: Suite, project: str, path: str) -> None:
    lead = kazakh(suite.browser("project_lead"))
    called = heading(page(lead, f"/reports/?project={project}"))
    russian = heading(page(suite.browser("coordinator"), f"/reports/?project={project}"))
    shown = " ".join(page(lead, path.format(project=project)).split())
    assert called != russian and called in shown and russian not in shown


def test_who_signed_a_report_is_said_in_kazakh(suite: Suite, project: str) -> None:
    suite.settle()
    made = report(suite, project)["id"]
    path = f"/reports/reports/{made}"
    assert "Жоба жетекшісі" in page(kazakh(suite.browser("project_lead")), path)
    assert "Жоба жетекшісі" not in page(suite.browser("coordinator"), path)
