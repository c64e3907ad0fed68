"""The briefing is entered once: its programme and its presentation count, and who came from which side."""

from __future__ import annotations

import html
from typing import Any

import pytest

from shared.language.expressions import parse
from tests.suite import Suite

EVENTS, REPORTS = "/events/api/v1", "/reports/api/v1"


@pytest.fixture
def briefing(suite: Suite, project: str) -> str:
    """A briefing held with fifteen people of the project, its programme and its presentation."""
    papers = ("signed_list", "programme", "presentation")
    return suite.gathering(project, activity="F.2", kind="briefing", day="2022-10-27", evidence=papers)


def came(suite: Suite, briefing: str, name: str, category: str) -> None:
    """Somebody more comes to the briefing."""
    row = {"name": name, "category": category, "attended": True}
    suite.ok("POST", f"{EVENTS}/gatherings/{briefing}/participants", json={"participants": [row]})


def shown(suite: Suite, briefing: str) -> str:
    """The page of the briefing."""
    page = suite.browser("project_lead").get(f"/events/gatherings/{briefing}").get_data(as_text=True)
    return html.unescape(page)


def promise(suite: Suite, project: str) -> dict[str, Any]:
    """The promise that all sides come, as it stands."""
    suite.settle()
    (row,) = suite.ok("GET", f"{REPORTS}/projects/{project}/results")
    return dict(row)


def test_programme_and_presentation_of_one_briefing_fill_both_lines(
    suite: Suite, project: str, briefing: str
) -> None:
    suite.settle()
    for code in ("F.2.1", "F.2.2"):
        figure = suite.figure(project, code)
        assert (figure["actual"], figure["verdict"]) == (1, "met")
        assert figure["evidence"] == {"needed": 1, "present": 1}


def test_presentation_of_another_gathering_is_not_that_of_the_results(suite: Suite, project: str) -> None:
    suite.gathering(project, activity="F.2", kind="public_presentation", evidence=("presentation",))
    suite.settle()
    assert not suite.figure(project, "F.2.1")["actual"]


def test_presentation_is_recorded_nowhere_else(suite: Suite, project: str) -> None:
    said = {"project_id": project, "kind": "final_presentation", "title": "Итоги", "issued_on": "2022-10-27"}
    answer = suite.call("POST", f"{EVENTS}/publications", json=said)
    assert (answer.status_code, answer.json["code"]) == (422, "kind_of_briefing")
    page = suite.browser("project_lead").get(f"/events/publications/new?project_id={project}")
    assert "final_presentation" not in page.get_data(as_text=True)


def test_a_plan_approved_before_is_read_as_it_is_counted_now() -> None:
    former = parse("documents_issued[final_presentation]")
    assert (former.name, former.subtypes) == ("presentations_attached", ("briefing",))
    assert (str(former), former.unit) == ("documents_issued[final_presentation]", "презентация")


def test_page_says_which_side_nobody_came_from(suite: Suite, briefing: str) -> None:
    came(suite, briefing, "Координатор Первый", "организатор")
    page = shown(suite, briefing)
    assert "Участники проекта: <b" in page and "Организаторы: <b" in page
    assert "Сотрудники грантодателя: в списке никого нет" in page
    came(suite, briefing, "Сотрудник Второй", "НАО ЦПИ")
    assert "никого нет" not in shown(suite, briefing)


def test_three_sides_keep_the_promise_of_the_plan(suite: Suite, project: str, briefing: str) -> None:
    rows = [{"text": "Участие всех сторон", "origin": "F.2", "count": "briefing_sides", "least": 3}]
    suite.settle()
    suite.ok("POST", f"{REPORTS}/projects/{project}/results", json={"results": rows})
    assert promise(suite, project)["state"] != "achieved"
    came(suite, briefing, "Координатор Первый", "organiser")
    came(suite, briefing, "Сотрудник Второй", "grantor")
    assert promise(suite, project)["state"] == "achieved"
