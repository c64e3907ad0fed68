"""Expected results and promises in the sealed report: the same in Word, PDF and Excel, less in public."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from services.reports.documents.build import printable
from services.reports.documents.programme_report import word
from services.reports.documents.programme_report.content import compose
from services.reports.documents.public import public
from tests.reports.pages import report
from tests.reports.printed import (
    HOSTILE,
    build_docx,
    build_pdf,
    build_xlsx,
    docx_text,
    needs_pdftotext,
    pdf_text,
    xlsx_text,
)
from tests.suite import PDF, Browser, Suite

SAID = "Отложенная анкета: 48 из 60 применяют знания"


@pytest.fixture
def lead(suite: Suite, project: str) -> Browser:
    """Who confirms what is promised."""
    return suite.browser("project_lead")


@pytest.fixture
def sealed(suite: Suite, project: str, lead: Browser) -> dict[str, Any]:
    """A report's snapshot: a result that figures tell, one a person told, a promise with a count."""
    suite.gathering(project, 15)
    suite.settle()
    rows = [
        {"number": 4, "text": "Подготовка лидеров", "indicators": ["4.1.3"]},
        {"number": 9, "text": "Знания применяют на практике"},
        {"text": "Один центр с софинансированием", "origin": "T1", "count": "centres_funded", "least": 1},
    ]
    path = f"/reports/api/v1/projects/{project}/results"
    told = suite.call("POST", path, json={"results": rows}).get_json()[1]["id"]
    suite.ok("POST", f"/reports/api/v1/results/{told}/assessment", json={"outcome": "partly", "reason": SAID})
    paper = {"file": (BytesIO(PDF), "анкета.pdf"), "kind": "report"}
    assert suite.call("POST", f"/reports/api/v1/results/{told}/evidence", data=paper).status_code == 201
    kept: dict[str, Any] = report(suite, project)["snapshot"]
    return kept


def test_report_seals_how_each_result_stands(sealed: dict[str, Any]) -> None:
    by_figures, told, promise = sealed["results"]
    assert (by_figures["number"], by_figures["measured"]) == (4, ["4.1.3: 15 (план 210)"])
    assert (told["state"], told["state_text"], told["reason"]) == ("partly", "достигнут частично", SAID)
    assert len(told["evidence"]) == 1 and not by_figures["reason"]
    assert (promise["number"], promise["origin"], promise["state"]) == (None, "T1", "under_way")
    assert promise["measured"] == ["центры, которые дальше финансируют другие: 0 из 1"]


@needs_pdftotext
def test_three_formats_print_the_results(sealed: dict[str, Any]) -> None:
    written, excel = docx_text(build_docx(sealed)), " ".join(xlsx_text(build_xlsx(sealed)))
    for text in (written, excel, pdf_text(build_pdf(sealed))):
        plain = " ".join(text.replace("\u00a0", " ").split())
        assert "Ожидаемые результаты и обещания" in plain
        for said in ("4.1.3: 15 (план 210)", "достигнут частично", SAID, "обещание плана, T1", "0 из 1"):
            assert said in plain


def test_report_of_one_region_is_silent_of_them(suite: Suite, project: str, sealed: dict[str, Any]) -> None:
    of_region = report(suite, project, region="turkistan")["snapshot"]
    assert of_region["results"] == [] and compose(printable(of_region)).outcomes == ()
    assert "Ожидаемые результаты" not in docx_text(build_docx(of_region))


def test_everybody_reads_the_state_and_not_the_reason(sealed: dict[str, Any]) -> None:
    seen = public(printable(sealed))
    assert [one.state for one in seen.results] == [one["state"] for one in sealed["results"]]
    text = docx_text(word.build_docx(seen))
    assert SAID not in text and "достигнут частично" in text


def test_older_report_is_silent_of_results(snapshot: dict[str, Any]) -> None:
    assert printable(snapshot).results == ()


def test_result_in_hostile_words_stays_text(sealed: dict[str, Any]) -> None:
    spoilt = {**sealed, "results": [{**one, "text": HOSTILE, "reason": HOSTILE} for one in sealed["results"]]}
    assert docx_text(build_docx(spoilt)).count("{{ 7*7 }}") >= 4
    assert HOSTILE in xlsx_text(build_xlsx(spoilt)) and build_pdf(spoilt)
