"""A condition that fails has a lawful way out: the record is named, and it is mended, repeated, or waived
by the lead with a reason and a paper, which the report says."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest

from tests.reports.pages import page, report, words
from tests.reports.printed import docx_text, xlsx_text
from tests.suite import PDF, Browser, Suite

REASON = "Дорогу перекрыл паводок, ЦПИ согласен"


def two_trainings(suite: Suite, project: str) -> str:
    """One that keeps "15 at each", one that does not; the id of the second."""
    suite.gathering(project, 15)
    few = suite.gathering(project, 12, day="2022-04-20", prefix="Другой")
    suite.settle()
    return few


def waive(browser: Browser, gathering: str, **more: Any) -> Any:
    """The answer to the form of a waiver."""
    path = f"/events/gatherings/{gathering}/waiver"
    return browser.post(path, {"reason": REASON, "file": (BytesIO(PDF + b"consent"), "согласие.pdf")} | more)


def clause(suite: Suite, project: str) -> dict[str, Any]:
    """The condition "15 at each training"."""
    suite.settle()
    return suite.figure(project, "4.1.3")["clauses"][0]


def test_record_that_fails_is_named_with_its_buttons(suite: Suite, lead: Browser, project: str) -> None:
    few = two_trainings(suite, project)
    shown = page(lead, "/reports/indicators/4.1.3")
    part = re.search(r'<section class="failing".*?</section>', shown, re.S)
    assert part and shown.count("нарушает условие") == 1
    links = set(re.findall(rf'href="([^"]*{few}[^"]*)"', part[0]))
    here = f"/events/gatherings/{few}"
    assert {here, f"{here}/participants/new", f"{here}/cancellation", f"{here}/waiver"} <= links
    assert f"/events/gatherings/new?project_id={project}&like={few}" in links


def test_record_that_fails_has_one_link_to_its_page(suite: Suite, lead: Browser, project: str) -> None:
    """Its title stood as a link within a link, which a browser takes apart."""
    few = two_trainings(suite, project)
    shown = page(lead, "/reports/indicators/4.1.3")
    row = next(one for one in re.findall(r"<tr\b.*?</tr>", shown, re.S) if "нарушает условие" in one)
    assert f'<a href="/events/gatherings/{few}">' in row
    assert not re.search(r"<a\b[^>]*>\s*<a\b", shown)


def test_coordinator_is_not_offered_a_waiver_and_may_not_give_one(suite: Suite, project: str) -> None:
    few, browser = two_trainings(suite, project), suite.browser("coordinator")
    assert f"{few}/waiver" not in page(browser, "/reports/indicators/4.1.3")
    assert waive(browser, few).status_code == 403


@pytest.mark.parametrize("lacking", [{"reason": ""}, {"file": (BytesIO(b""), "")}])
def test_waiver_needs_its_reason_and_its_paper(
    suite: Suite, lead: Browser, project: str, lacking: dict[str, Any]
) -> None:
    few = two_trainings(suite, project)
    assert waive(lead, few, **lacking).status_code == 422
    assert clause(suite, project)["met"] is False


def test_waiver_is_said_and_changes_no_number(suite: Suite, lead: Browser, project: str) -> None:
    few = two_trainings(suite, project)
    before = suite.figure(project, "4.1.3")
    assert waive(lead, few).status_code == 302
    said = clause(suite, project)
    assert said["met"] and REASON in said["text"] and re.search(r"1 из 2 .*снято для 1", said["text"])
    after = suite.figure(project, "4.1.3")
    assert (after["actual"], after["by_region"]) == (before["actual"], before["by_region"])
    shown = words(lead, "/reports/indicators/4.1.3")
    assert "снято " + REASON in shown


def test_waiver_without_its_paper_counts_no_longer(suite: Suite, lead: Browser, project: str) -> None:
    few = two_trainings(suite, project)
    waive(lead, few)
    assert clause(suite, project)["met"]
    files = suite.ok("GET", f"/events/api/v1/gatherings/{few}/evidence")
    paper = next(item["id"] for item in files if item["kind"] == "grantor_consent")
    assert lead.post(f"/events/evidence/{paper}/detachment", {}).status_code == 302
    assert clause(suite, project)["met"] is False


def test_met_by_a_waiver_is_called_so_and_printed_in_the_report(
    suite: Suite, lead: Browser, project: str
) -> None:
    few = two_trainings(suite, project)
    for number in range(13):
        suite.gathering(project, 15, day=f"2022-05-{number + 1:02d}", prefix=f"Ещё{number}")
    waive(lead, few)
    suite.settle()
    assert suite.figure(project, "4.1.3")["verdict"] in ("met", "exceeded")
    assert "выполнен, условие снято" in words(lead, "/reports/indicators/4.1.3")
    made = report(suite, project, formats=["docx", "xlsx"])["id"]
    for kind, text in (("docx", docx_text), ("xlsx", xlsx_text)):
        printed = suite.call("GET", f"/reports/api/v1/reports/{made}/file?format={kind}").data
        said = "".join(text(printed))
        assert REASON in said and "выполнен, условие снято" in said
