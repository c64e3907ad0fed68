"""Reports on their pages: named after their region, filtered, exported and built from what is sealed."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shared.opening import TYPES
from tests.reports.pages import report, two_regions, words
from tests.suite import Browser, Suite


def test_report_of_a_region_is_named_after_it_everywhere(suite: Suite, lead: Browser, project: str) -> None:
    made = report(suite, project, region="turkistan")
    answer = suite.call("GET", f"/reports/api/v1/reports/{made['id']}/file?format=xlsx")
    cover = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert any("Туркестанская область" in str(row[0]) and made["number"] in str(row[0]) for row in cover)
    assert "%D0%A2%D1%83%D1%80%D0%BA%D0%B5%D1%81%D1%82%D0%B0%D0%BD" in answer.headers["Content-Disposition"]
    assert f"{made['number']} Туркестанская область" in words(lead, "/reports/reports")


def test_the_document_of_the_api_names_the_types_of_a_report(suite: Suite, project: str) -> None:
    made = report(suite, project)
    document = suite.call("GET", "/reports/api/openapi.json").get_json()
    said = document["paths"]["/reports/api/v1/reports/{report_id}/file"]["get"]["responses"]["200"]["content"]
    given = suite.call("GET", f"/reports/api/v1/reports/{made['id']}/file?format=xlsx").mimetype
    assert given in said and set(said) == {TYPES[f".{name}"] for name in ("docx", "pdf", "xlsx")}


def test_report_for_an_unknown_region_is_refused(suite: Suite, project: str) -> None:
    answer = suite.call("POST", f"/reports/api/v1/projects/{project}/reports", json={"region": "moon"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "region_unknown")


def test_coverage_of_a_report_adds_up_to_its_figures(suite: Suite, project: str) -> None:
    two_regions(suite, project)
    suite.ok(
        "POST",
        "/events/api/v1/publications",
        json={
            "project_id": project,
            "kind": "press_release",
            "title": "О начале",
            "issued_on": "2022-04-05",
            "status": "published",
        },
    )
    suite.settle()
    snapshot = report(suite, project)["snapshot"]
    cells = [
        cell
        for section in snapshot["sections"]
        for activity in section["activities"]
        for cell in activity["indicators"]
    ]
    summed = {
        cell["code"]: (cell["actual"], sum(cell["by_region"].values())) for cell in cells if cell["actual"]
    }
    assert summed["I.3.2"] == (1, 1) and all(actual == parts for actual, parts in summed.values())
    assert [row["name"] for row in snapshot["regions"] if not row["code"]] == ["без региона"]


def test_list_of_reports_filters_and_exports_what_it_shows(suite: Suite, lead: Browser, project: str) -> None:
    whole, own = report(suite, project), report(suite, project, region="turkistan")
    numbers = re.compile(r"ПО-\d{4}-\d\d/\d+")
    assert set(numbers.findall(words(lead, "/reports/reports?region=turkistan"))) == {own["number"]}
    assert set(numbers.findall(words(lead, "/reports/reports?region=-"))) == {whole["number"]}
    book = CalamineWorkbook.from_filelike(
        BytesIO(lead.get("/reports/reports.xlsx?region=turkistan&col=region").data)
    )
    assert book.get_sheet_by_index(0).to_python() == [["Регион"], ["Туркестанская область"]]


def test_list_of_reports_has_pages(suite: Suite, lead: Browser, project: str) -> None:
    with suite.apps["reports"].app_context():
        from datetime import date

        from services.reports.db import db
        from services.reports.reports.models import Report

        db.session.add_all(
            [
                Report(
                    project_id=project,
                    number=f"ПО-2022-09/{n}",
                    kind="programme_report",
                    period_from=date(2022, 4, 1),
                    period_to=date(2022, 9, 30),
                    locale="ru",
                    created_by="x",
                    author="Кто-то",
                )
                for n in range(1, 55)
            ]
        )
        db.session.commit()
    first, second = words(lead, "/reports/reports"), words(lead, "/reports/reports?page=2")
    assert (
        "1–50 из 54" in first and "51–54 из 54" in second and len(re.findall(r"ПО-2022-09/\d+", second)) == 4
    )


def test_report_shows_figures_as_of_the_chosen_day(suite: Suite, lead: Browser, project: str) -> None:
    suite.gathering(project, 15, day="2022-04-12")
    suite.gathering(project, 16, day="2022-06-12", prefix="Другой")
    suite.settle()
    made = lead.post(
        "/reports/reports", {"project": project, "formats": ["xlsx"], "locale": "ru", "until": "2022-05-01"}
    )
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/reports/{made.headers['Location'].rsplit('/', 1)[1]}")
    assert report["period"]["to"] == "2022-05-01"
    late = lead.post(
        "/reports/reports", {"project": project, "formats": ["xlsx"], "locale": "ru", "until": "2099-05-01"}
    )
    assert late.status_code == 422 and 'id="f-until-error"' in late.get_data(as_text=True)


def test_list_of_reports_has_one_clock(
    suite: Suite, lead: Browser, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASAR_TODAY", "2022-09-30")
    report(suite, project, period="2022-04/2022-09")
    shown = words(lead, "/reports/reports")
    years = set(re.findall(r"\d\d\.\d\d\.(\d{4})", shown))
    assert years == {"2022"}, shown
