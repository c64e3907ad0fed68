"""The monthly report and what is behind a figure say a centre by its Kazakh name to a Kazakh reader."""

from __future__ import annotations

from tests.reports.printed import pdf_text
from tests.reports.test_centre_reports import PAGE, begun, text
from tests.suite import Suite

RUSSIAN, KAZAKH = "Общественный центр села", "Ауылдың қоғамдық орталығы"


def test_report_of_the_centres_names_them_in_the_language_of_its_reader(suite: Suite, project: str) -> None:
    said = {"project_id": project, "name": RUSSIAN, "name_kk": KAZAKH, "region": "turkistan"}
    centres = "/registry/api/v1/centres"
    made = suite.ok("POST", centres, json={**said, "settlement": "Қарнақ"})["id"]
    suite.ok("POST", f"{centres}/{made}/opening", json={"opened_on": "2022-05-20"})
    suite.settle()
    report, lead = begun(suite, project), suite.browser("project_lead")
    lead.cookies["asar_locale"] = "kk"
    shown = text(lead.get(f"{PAGE}/{report}"))
    assert KAZAKH in shown and RUSSIAN not in shown
    papers = [pdf_text(lead.get(f"{PAGE}/{report}/paper.pdf?language={one}").data) for one in ("kk", "ru")]
    assert KAZAKH in papers[0] and KAZAKH not in papers[1] and RUSSIAN in papers[1]
    assert KAZAKH in text(lead.get(f"/reports/indicators/1.1.1?project={project}"))
