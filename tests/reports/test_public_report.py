"""The public version of a sealed report: the same figures, nobody named, no small group told apart."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import docx
import pytest

from services.reports.documents import programme_report
from services.reports.documents.build import printable
from services.reports.documents.public import few, public, together
from services.reports.documents.snapshot import Region
from tests.reports.printed import LABELS, LOCALES, PDFTOTEXT, laid_out, needs_pdftotext
from tests.suite import Browser, Suite

JOB = "/reports/api/v1/jobs"


def region(code: str, came: int) -> Region:
    """A region where so many came."""
    return Region(code=code, iso=code, name=code.upper(), participants=came)


def test_nobody_is_named_and_no_reason_is_given(snapshot: dict[str, Any]) -> None:
    seen = public(printable(snapshot))
    assert not seen.signatures and not seen.contributions
    assert not any(cell.deviation_reason for cell in seen.cells)
    assert [cell.actual for cell in seen.cells] == [cell.actual for cell in printable(snapshot).cells]


VERDICTS = {
    "met": 16,
    "on_track": 10,
    "at_risk": 1,
    "not_done": 4,
    "overdue": 3,
    "not_met": 1,
    "not_due": 4,
    "no_target": 2,
}


@needs_pdftotext
@pytest.mark.parametrize("locale", LOCALES)
def test_first_page_says_all_of_it(snapshot: dict[str, Any], locale: str) -> None:
    """The title takes two lines, and so do the verdicts: the sections of the plan are still there."""
    snapshot["summary"]["verdicts"] = VERDICTS
    made = programme_report.build_pdf(public(printable(snapshot | {"locale": locale})))
    pages = [" ".join(page.split()) for page in laid_out(made)]
    assert LABELS[locale]["tasks"] in pages[0]
    assert pages[0].split(LABELS[locale]["tasks"])[1].count(" 41 ") == 1  # with their sum


@pytest.mark.parametrize(("signed", "stamps"), [(True, 1), (False, 0)])
def test_place_of_the_stamp_stands_where_somebody_signs(
    snapshot: dict[str, Any], signed: bool, stamps: int
) -> None:
    seen = printable(snapshot) if signed else public(printable(snapshot))
    assert text(programme_report.build_docx(seen)).count("М. П.") == stamps
    if PDFTOTEXT:
        assert "".join(laid_out(programme_report.build_pdf(seen))).count("М. П.") == stamps


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"a": 9, "b": 4, "c": 20}, {"a": None, "b": None, "c": 20}),
        ({"a": 3, "b": 4, "c": 20}, {"a": None, "b": None, "c": 20}),
        ({"a": 5, "b": 0, "c": None}, {"a": 5, "b": 0, "c": None}),
        ({"a": Decimal(1)}, {"a": None}),
    ],
)
def test_small_group_is_hidden_and_the_sum_does_not_give_it_away(
    values: dict[str, Any], shown: dict[str, Any]
) -> None:
    assert few(values) == shown


def test_regions_where_few_came_are_told_together() -> None:
    found = together([region("a", 2), region("b", 1), region("c", 30), region("d", 12)])
    assert [(row.name, row.participants) for row in found] == [("C", 30), ("B, A, D", 15)]
    assert together([region("a", 5), region("b", 0)]) == (region("a", 5), region("b", 0))


def test_one_small_region_is_never_alone() -> None:
    found = together([region("a", 2), region("b", 10), region("c", 30)])
    assert [(row.name, row.participants) for row in found] == [("C", 30), ("A, B", 12)]


def test_public_version_is_made_of_the_sealed_report(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, region="turkistan")
    suite.gathering(project, 2, region="atyrau", prefix="Гость")
    suite.settle()
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["docx"]})["job"]
    suite.settle()
    report = suite.ok("GET", f"{JOB}/{job}")["result"]["report"]
    lead: Browser = suite.browser("project_lead")
    page = f"/reports/reports/{report}"
    assert lead.post(f"{page}/public", {}, page=page).status_code == 302
    suite.settle()
    before = suite.ok("GET", f"/reports/api/v1/reports/{report}")
    assert set(before["formats"]) == {"docx", "public_docx", "public_pdf"}
    words = text(lead.get(f"{page}/public_docx").get_data())
    assert "Публичный отчёт" in words and "подпись" not in words and "Атырауская область" in words
    assert "Публичный отчёт" not in text(lead.get(f"{page}/docx").get_data())
    assert lead.get(f"{page}/public_pdf").get_data()[:5] == b"%PDF-"


def text(data: bytes) -> str:
    """What a Word file says."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_who_may_not_build_does_not_make_it(suite: Suite, project: str) -> None:
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["docx"]})["job"]
    suite.settle()
    page = f"/reports/reports/{suite.ok('GET', f'{JOB}/{job}')['result']['report']}"
    viewer = suite.browser("grantor_viewer")
    assert viewer.post(f"{page}/public", {}, page=page).status_code == 403
