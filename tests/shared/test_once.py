"""A form of any service is sent once, however often its button is pressed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from shared.doors import once
from tests.suite import Browser, Suite

FORMS = re.compile(r'<form[^>]*method="post"[^>]*>(.{0,80})', re.S)
GATHERING = {
    "activity": "4.1",
    "type": "training",
    "title": "Дважды",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
    "status": "planned",
    "once.key": "one click",
}
CENTRE = {"name": "Орталық", "region": "turkistan", "settlement": "Кентау", "once.key": "one click"}
USER = {
    "login": "twice",
    "name": "Дважды",
    "role": "coordinator",
    "once.key": "one click",
}


def twice(browser: Browser, path: str, form: dict[str, Any]) -> list[str]:
    """Where two clicks of one form lead."""
    answers = [browser.post(path, form) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].get_data(as_text=True)
    return [answer.headers["Location"] for answer in answers]


def test_second_click_of_a_gathering_leads_to_the_first(suite: Suite, project: str) -> None:
    first, second = twice(
        suite.browser("coordinator"), "/events/gatherings/new", {**GATHERING, "project_id": project}
    )
    assert first == second and len(suite.ok("GET", "/events/api/v1/gatherings")) == 1


def test_second_click_of_a_centre_leads_to_the_first(suite: Suite, project: str) -> None:
    first, second = twice(
        suite.browser("coordinator"), "/registry/centres/new", {**CENTRE, "project_id": project}
    )
    assert first == second


def test_second_click_of_a_user_leads_to_the_first(suite: Suite) -> None:
    first, second = twice(suite.browser("admin"), "/registry/users/new", USER)
    assert first == second


def test_second_click_of_a_report_leads_to_the_first(suite: Suite, project: str) -> None:
    asked = {"project": project, "formats": ["xlsx"], "once.key": "one click"}
    first, second = twice(suite.browser("project_lead"), "/reports/reports", asked)
    assert first == second


def taken_off(suite: Suite, project: str, kind: str) -> str:
    """The address that takes a file off a gathering, or removes a draft."""
    if kind == "draft":
        file = (Path(__file__).parent.parent / "data/detailed-description.docx").open("rb")
        sent = {"file": file, "new_project": "1"}
        return f"/registry/plans/{suite.ok('POST', '/registry/api/v1/plans', data=sent)['id']}/removal"
    made = suite.gathering(project, 1, evidence=("photo",))
    (row,) = suite.ok("GET", f"/events/api/v1/gatherings/{made}/evidence")
    return f"/events/evidence/{row['id']}/detachment"


@pytest.mark.parametrize("kind", ["evidence", "draft"])
def test_second_click_that_takes_something_off_is_told_that_it_is_done(
    suite: Suite, project: str, kind: str
) -> None:
    lead, address = suite.browser("project_lead"), taken_off(suite, project, kind)
    first, second = (lead.post(address, {"once.key": "one click"}) for _click in range(2))
    assert (first.status_code, second.status_code) == (302, 200)
    assert "Это уже сделано" in second.get_data(as_text=True)


def test_another_click_on_what_is_gone_is_not_told_that_it_is_done(suite: Suite, project: str) -> None:
    lead, address = suite.browser("project_lead"), taken_off(suite, project, "evidence")
    lead.post(address, {"once.key": "one click"})
    other = suite.browser("coordinator").post(address, {"once.key": "one click"})
    assert [other.status_code, lead.post(address, {"once.key": "next"}).status_code] == [404, 404]


def test_twin_without_the_memory_of_the_first_click_finds_nothing(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "first_click_did", lambda: False)
    lead, address = suite.browser("project_lead"), taken_off(suite, project, "evidence")
    answers = [lead.post(address, {"once.key": "one click"}).status_code for _click in range(2)]
    assert answers == [302, 404]


def test_twin_without_the_claim_records_twice(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "done_before", lambda _claimed: None)
    twice(
        suite.browser("coordinator"),
        "/events/gatherings/new",
        {**GATHERING, "again": "1", "project_id": project},
    )
    assert len(suite.ok("GET", "/events/api/v1/gatherings")) == 2


def test_other_values_under_a_used_key_are_refused_in_words(suite: Suite, project: str) -> None:
    browser, form = suite.browser("coordinator"), {**GATHERING, "project_id": project}
    browser.post("/events/gatherings/new", form)
    answer = browser.post("/events/gatherings/new", {**form, "title": "Иначе"})
    assert answer.status_code == 422 and "с другими значениями" in answer.get_data(as_text=True)


def test_every_form_of_a_template_carries_its_key(root: Path) -> None:
    bare = [
        f"{path.relative_to(root)}: {start.strip()[:60]}"
        for path in sorted((root / "services").rglob("*.html"))
        for start in FORMS.findall(path.read_text("utf-8"))
        if "ui_form.csrf(" not in start
    ]
    assert not bare
