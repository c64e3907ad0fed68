"""Which project, region and language a page of reports takes when nobody chose
one, and whose it never opens."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.reports.pages import page
from tests.suite import Browser, Suite


def built(suite: Suite, browser: Browser, form: dict[str, str]) -> dict[str, Any]:
    """The report a press of the button makes."""
    answer = browser.post("/reports/reports", {"formats": "xlsx", **form})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    suite.settle()
    return suite.ok("GET", f"/reports/api/v1/reports/{answer.headers['Location'].rsplit('/', 1)[1]}")


def test_pages_open_with_the_project_that_has_records(suite: Suite, project: str) -> None:
    copy = suite.approved_project()
    lead = suite.browser("project_lead")
    assert f'name="project" value="{copy}"' in page(lead, "/reports/")
    suite.gathering(project, 15)
    suite.settle()
    assert f'name="project" value="{project}"' in page(lead, "/reports/")
    assert f'<option value="{project}" selected' in page(lead, "/reports/reports")
    assert f"?project={project}" in page(lead, "/reports/indicators/4.1.3")


def test_projects_of_one_plan_are_told_apart_by_the_same_words_everywhere(suite: Suite, project: str) -> None:
    copy, lead = suite.approved_project(), suite.browser("project_lead")
    tabs = dict(
        re.findall(r'href="/reports/\?project=([\w-]+)"[^>]*>([^<]*план от[^<]*)<', page(lead, "/reports/"))
    )
    options = dict(re.findall(r'<option value="([\w-]{36})"[^>]*>([^<]*)<', page(lead, "/reports/reports")))
    assert {key: text.strip() for key, text in tabs.items()} == options and set(options) == {project, copy}
    assert options[project].endswith(" · № 1") and options[copy].endswith(" · № 2")


@pytest.mark.parametrize("path", ["/reports/", "/reports/indicators/4.1.3", "/reports/indicators.xlsx"])
def test_page_of_another_region_is_not_found(suite: Suite, project: str, path: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert [partner.get(f"{path}?region={region}").status_code for region in ("turkistan", "atyrau")] == [
        200,
        404,
    ]


def test_call_for_another_region_is_not_found(suite: Suite, project: str) -> None:
    token, path = (
        suite.token(("reports:read", "reports:write"), "turkistan"),
        f"/reports/api/v1/projects/{project}",
    )
    for call in ("indicators", "indicators/4.1.3/records"):
        assert suite.call("GET", f"{path}/{call}?region=atyrau", token=token).status_code == 404
    assert suite.call("POST", f"{path}/reports", token=token, json={"region": "atyrau"}).status_code == 404


def test_partner_builds_a_report_of_his_region_only(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert (
        partner.post(
            "/reports/reports", {"formats": "xlsx", "project": project, "region": "atyrau"}
        ).status_code
        == 404
    )
    select = page(partner, "/reports/reports").split('name="region"', 1)[1].split("</select>", 1)[0]
    assert re.findall(r'<option value="(\w*)"', select) == ["turkistan"]


@pytest.mark.parametrize(
    ("language", "chosen", "made"), [("kk", "", "kk"), ("ru", "", "ru"), ("kk", "ru", "ru")]
)
def test_report_takes_the_language_of_the_page(
    suite: Suite, project: str, language: str, chosen: str, made: str
) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = language
    assert built(suite, lead, {"project": project, "locale": chosen})["locale"] == made


def test_call_without_a_language_builds_a_russian_report(suite: Suite, project: str) -> None:
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["xlsx"]})["job"]
    suite.settle()
    made = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    assert suite.ok("GET", f"/reports/api/v1/reports/{made}")["locale"] == "ru"
