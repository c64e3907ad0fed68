"""Why a figure of a month is not what was planned: written once, printed by every report built after."""

from __future__ import annotations

from typing import Any

from shared.i18n import NBSP
from tests.reports.printed import docx_text, pdf_text, xlsx_text
from tests.suite import Browser, Suite

CODE, FLOOD = "4.1.3", "паводок в селе, перенесено на 12 октября"


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True).replace(NBSP, " ")
    return said


def api(project: str) -> str:
    """Where the reasons of a project's indicator are."""
    return f"/reports/api/v1/projects/{project}/indicators/{CODE}/reasons"


def given(
    suite: Suite, project: str, month: str = "2022-04", region: str | None = None, why: str = FLOOD
) -> str:
    """The id of a reason that is given through the API."""
    said = {"month": month, "region": region, "text": why}
    made: str = suite.ok("POST", api(project), json=said)["id"]
    return made


def refused(suite: Suite, project: str, token: str = "", **said: Any) -> tuple[int, str]:
    """How the API refuses a reason."""
    body = {"month": "2022-04", "region": None, "text": FLOOD, **said}
    answer = suite.call("POST", api(project), json=body, token=token)
    return answer.status_code, answer.get_json()["code"]


def built(suite: Suite, project: str, formats: list[str] | None = None, **asked: Any) -> str:
    """The id of a report of these documents."""
    body = {"formats": formats or ["xlsx"], "locale": "ru", **asked}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=body)["job"]
    suite.settle()
    report: str = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    return report


def sealed(suite: Suite, report: str, code: str = CODE) -> str:
    """What a sealed report says of why an indicator deviates."""
    sections = suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]["sections"]
    cells = (cell for part in sections for line in part["activities"] for cell in line["indicators"])
    return next(cell["deviation_reason"] for cell in cells if cell["code"] == code)


def test_reason_is_sealed_and_printed_in_every_document(suite: Suite, project: str) -> None:
    given(suite, project)
    given(suite, project, "2022-05", "turkistan", "зал на ремонте")
    report = built(suite, project, ["docx", "pdf", "xlsx"])
    first, second = (
        f"апрель 2022{NBSP}г.: {FLOOD}",
        f"май 2022{NBSP}г., Туркестанская область: зал на ремонте",
    )
    assert sealed(suite, report) == f"{first}\n{second}"
    assert sealed(suite, report, "4.1.1") == ""
    files = {
        name: suite.call("GET", f"/reports/api/v1/reports/{report}/file?format={name}").get_data()
        for name in ("docx", "pdf", "xlsx")
    }
    for words in (docx_text(files["docx"]), pdf_text(files["pdf"])):
        assert all(" ".join(said.split()) in " ".join(words.split()) for said in (first, second))
    assert f"{first}\n{second}" in xlsx_text(files["xlsx"])


def test_sealed_report_keeps_the_words_it_was_sealed_with(suite: Suite, project: str, lead: Browser) -> None:
    item = given(suite, project)
    before = built(suite, project)
    page = f"/reports/reasons/{item}"
    assert lead.post(f"{page}/correction", {"text": "засуха"}, page).status_code == 302
    assert FLOOD in sealed(suite, before) and "засуха" in sealed(suite, built(suite, project))
    suite.ok("POST", f"/reports/api/v1/reasons/{item}/withdrawal", json={"reason": "не тот месяц"})
    assert sealed(suite, built(suite, project)) == ""
    assert "не тот месяц" in text(lead.get(page)) and lead.get(page).status_code == 200


def test_report_of_a_region_prints_its_own_and_the_whole_projects(suite: Suite, project: str) -> None:
    given(suite, project)
    given(suite, project, region="atyrau", why="штормовое предупреждение")
    given(suite, project, region="turkistan", why="зал на ремонте")
    found = sealed(suite, built(suite, project, region="atyrau"))
    assert FLOOD in found and "шторм" in found and "ремонт" not in found


def test_reasons_of_months_after_the_report_are_left_out(suite: Suite, project: str) -> None:
    given(suite, project, "2022-04", why="апрельский паводок")
    given(suite, project, "2022-05", why="майский ремонт")
    found = sealed(suite, built(suite, project, period={"to": "2022-04-30"}))
    assert "апрельский паводок" in found and "майский" not in found


def test_month_and_region_have_one_reason(suite: Suite, project: str) -> None:
    given(suite, project)
    assert refused(suite, project, text="другое") == (409, "reason_given")
    given(suite, project, region="atyrau")
    other = suite.ok("GET", f"/reports/api/v1/projects/{project}/reasons?indicator={CODE}&month=2022-04")
    assert sorted(row["region"] or "" for row in other) == ["", "atyrau"]


def test_month_that_is_no_month_of_the_project_is_refused(suite: Suite, project: str) -> None:
    assert refused(suite, project, month="2021-12") == (422, "month_not_of_project")
    assert refused(suite, project, month="2022-12") == (422, "month_not_of_project")
    assert refused(suite, project, month="апрель") == (422, "month_not_of_project")
    assert refused(suite, project, region="нигде") == (422, "region_unknown")
    assert refused(suite, project, text="  ")[0] == 422


def test_partner_speaks_for_his_region_only(suite: Suite, project: str) -> None:
    his = suite.token(region="atyrau")
    whole, other = given(suite, project), given(suite, project, region="turkistan", why="зал на ремонте")
    assert refused(suite, project, his) == (422, "region_of_reason")
    assert refused(suite, project, his, region="turkistan") == (403, "forbidden")
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/reasons", token=his)
    assert [row["id"] for row in rows] == [whole]
    withdrawal = {"json": {"reason": "x"}, "token": his}
    for item in (whole, other):
        assert (
            suite.call("POST", f"/reports/api/v1/reasons/{item}/withdrawal", **withdrawal).status_code == 404
        )
    partner = suite.browser("partner_rep", "atyrau")
    page = text(partner.get(f"/reports/indicators/{CODE}?project={project}"))
    assert FLOOD in page and "ремонте" not in page and f"/reports/reasons/{whole}" not in page


def test_form_keeps_what_was_typed_and_shows_on_the_indicator(
    suite: Suite, project: str, lead: Browser
) -> None:
    page = f"/reports/projects/{project}/indicators/{CODE}/reasons/new"
    bad = lead.post(page, {"text": FLOOD}, page)
    assert bad.status_code == 422 and FLOOD in text(bad) and "Выберите месяц." in text(bad)
    good = lead.post(page, {"month": "2022-05", "region": "atyrau", "text": FLOOD}, page)
    assert good.status_code == 302
    shown = text(lead.get(good.headers["Location"]))
    assert "май 2022 г., Атырауская область" in shown and FLOOD in shown
    again = lead.post(page, {"month": "2022-05", "region": "atyrau", "text": "ещё"}, page)
    assert again.status_code == 422 and "Исправить записанную" in text(again)


def test_grantor_reads_reasons_and_writes_none(suite: Suite, project: str) -> None:
    given(suite, project)
    grantor = suite.browser("grantor_viewer")
    shown = text(grantor.get(f"/reports/indicators/{CODE}?project={project}"))
    assert FLOOD in shown and "Написать причину" not in shown
    page = f"/reports/projects/{project}/indicators/{CODE}/reasons/new"
    assert grantor.get(page).status_code == 403
