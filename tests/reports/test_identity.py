"""A line of the plan is known by its id: whatever becomes of the codes, no figure moves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.reports.pages import report
from tests.suite import Suite

Change = Callable[[Any], None]
Pressed = Callable[..., None]
ACTUAL = ("actual", "verdict", "clauses", "evidence", "by_region", "by_month")


def figures(suite: Suite, project: str) -> dict[str, dict[str, Any]]:
    """Every figure by the id of its indicator."""
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    return {row["id"]: {name: row[name] for name in ACTUAL} for row in rows}


def recorded(suite: Suite, project: str) -> str:
    """Records of every service in a project; the id of a gathering."""
    suite.ok("POST", "/grants/api/v1/contests", json=CONTEST | {"project_id": project})
    suite.ok("POST", "/events/api/v1/publications", json=POST | {"project_id": project})
    suite.gathering(project, 15, evidence=("signed_list", "programme", "feedback"))
    gathering = suite.gathering(project, 16, region="atyrau", prefix="Другой", day="2022-05-12")
    suite.settle()
    return gathering


CONTEST = {
    "title": "Конкурс",
    "opens_on": "2022-01-01",
    "closes_on": "2022-12-31",
    "regulation_on": "2022-05-25",
}
POST = {"kind": "social_post", "title": "Пост", "issued_on": "2022-04-15", "link": "https://example.kz/1"}


def amended(suite: Suite, project: str, change: Change) -> None:
    """A version of the plan in force with this change, approved and delivered."""
    from services.registry.plans.models import Plan

    rows = suite.ok("GET", "/registry/api/v1/projects")
    plan = next(row["plan_id"] for row in rows if row["id"] == project)
    asked = {"reason_text": "Новое мероприятие"}
    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json=asked)["id"]
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        change(session.get(Plan, uuid.UUID(draft)))
        session.commit()
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    suite.settle()


def insert_before_everything(plan: Any) -> None:
    """A new task before Task 1; every number after it moves by one."""
    from services.registry.plans.models import Activity, Section

    for section in plan.sections:
        section.position += 1
        for line in section.activities:
            renumber(line, lambda code: f"{int(code[0]) + 1}{code[1:]}" if code[0].isdigit() else code)
    line = Activity(position=0, code="1.1", title="Новое", description="", regions=[])
    task = Section(position=0, code="T1", kind="task", title="Новая задача", activities=[line])
    plan.sections.insert(0, task)


def swap_lines(plan: Any) -> None:
    """Two lines change their places and their numbers."""
    section = next(section for section in plan.sections if len(section.activities) > 1)
    one, other = section.activities[:2]
    one.position, other.position = other.position, one.position
    first, second = one.code, other.code
    renumber(one, lambda code: second + code[len(first) :])
    renumber(other, lambda code: first + code[len(second) :])


def renumber(line: Any, code: Callable[[str], str]) -> None:
    """Another number for an activity and its indicators."""
    for indicator in line.indicators:
        indicator.code = code(indicator.code)
    line.code = code(line.code)


@pytest.mark.parametrize("change", [insert_before_everything, swap_lines])
def test_no_figure_moves_when_lines_do(suite: Suite, project: str, change: Change) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    amended(suite, project, change)
    after = figures(suite, project)
    assert any(row["actual"] for row in before.values())
    assert {key: after[key] for key in before} == before


def by_hand(suite: Suite, project: str, change: Callable[[Pressed, dict[str, Any]], None]) -> None:
    """A version whose tasks somebody changes on the pages, approved and delivered."""
    rows = suite.ok("GET", "/registry/api/v1/projects")
    plan = next(row["plan_id"] for row in rows if row["id"] == project)
    made = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Письмо"})
    draft, lead = f"/registry/plans/{made['id']}", suite.browser("project_lead")

    def press(page: str, **form: str) -> None:
        assert lead.post(f"{draft}{page}", form).status_code == 302

    change(press, suite.ok("GET", f"/registry/api/v1/plans/{made['id']}"))
    suite.ok("POST", f"/registry/api/v1/plans/{made['id']}/approval")
    suite.settle()


def put_before_task_one(press: Pressed, plan: dict[str, Any]) -> None:
    """A new task before Task 1; every task and line gets a new number."""
    press("/lines", act="add", title="Новая задача", before=plan["sections"][0]["id"])
    press("/lines", act="renumber")


def move_behind_all(press: Pressed, plan: dict[str, Any]) -> None:
    """The task of the trainings goes to the end and is numbered there."""
    for _ in plan["sections"]:
        press("/lines", act="down", line=trainings(plan)["id"])
    press("/lines", act="renumber")


def move_to_another(press: Pressed, plan: dict[str, Any]) -> None:
    """The trainings stand in Task 1 now, and their own task goes."""
    line = trainings(plan)["activities"][0]["id"]
    press("/lines", act="place", line=line, under=plan["sections"][0]["id"])
    press(f"/lines/{trainings(plan)['id']}/removal")


def trainings(plan: dict[str, Any]) -> dict[str, Any]:
    """The task of the trainings."""
    return next(section for section in plan["sections"] if section["code"] == "T4")


@pytest.mark.parametrize("change", [put_before_task_one, move_behind_all, move_to_another])
def test_no_figure_moves_when_tasks_are_changed_by_hand(
    suite: Suite, project: str, change: Callable[[Pressed, dict[str, Any]], None]
) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    by_hand(suite, project, change)
    after = figures(suite, project)
    assert any(row["actual"] for row in before.values())
    assert {key: after[key] for key in before} == before


def test_no_figure_moves_when_a_task_is_called_otherwise(suite: Suite, project: str) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    amended(suite, project, lambda plan: setattr(plan.sections[3], "title", "Обучить лидеров сёл"))
    assert figures(suite, project) == before


def test_record_shows_the_code_its_line_has_now(suite: Suite, project: str) -> None:
    gathering = recorded(suite, project)
    was = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")
    amended(suite, project, insert_before_everything)
    now = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")
    assert (was["activity"], now["activity"]) == ("4.1", "5.1")
    assert was["activity_id"] == now["activity_id"]


def test_line_is_named_by_its_id_as_well_as_by_its_code(suite: Suite, project: str) -> None:
    row = suite.figure(project, "4.1.3")
    by_id = suite.gathering(project, 0, activity=row["activity_id"], evidence=())
    by_code = suite.gathering(project, 0, evidence=(), day="2022-05-12")
    lines = [suite.ok("GET", f"/events/api/v1/gatherings/{key}")["activity_id"] for key in (by_id, by_code)]
    assert lines == [row["activity_id"]] * 2


def test_figure_is_found_by_its_id_as_well_as_by_its_code(suite: Suite, project: str) -> None:
    recorded(suite, project)
    row = suite.figure(project, "4.1.3")
    by_id, by_code = (
        suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/{name}/records")
        for name in (row["id"], row["code"])
    )
    assert by_id == by_code and len(by_id) == 2


def test_renumbered_plan_is_no_change_since_a_report(suite: Suite, project: str) -> None:
    from services.reports.reports.models import Report
    from services.reports.reports.queries.changes import changed_since

    recorded(suite, project)
    sealed = report(suite, project)
    amended(suite, project, swap_lines)
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        assert changed_since(session.get(Report, uuid.UUID(sealed["id"]))) == []


def test_records_under_both_names_meet_when_the_plan_comes(suite: Suite, project: str) -> None:
    """After an upgrade a neighbour may be told the ids before reports is."""
    from shared.queue import outbox

    gathering = recorded(suite, project)
    suite.gathering(project, 3, region="atyrau", prefix="Третий", day="2022-05-20")
    suite.settle()
    before = figures(suite, project)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        session.execute(text("UPDATE gatherings SET activity_id = '4.1' WHERE id = :id"), {"id": gathering})
        session.commit()
    outbox.resend(suite.apps["events"])
    suite.settle()
    assert figures(suite, project) != before
    outbox.resend(suite.apps["registry"])
    suite.settle()
    assert figures(suite, project) == before
