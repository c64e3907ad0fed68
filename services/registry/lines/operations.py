"""Lines of a draft by hand: added, removed, moved, numbered anew.

A task stands in the plan, an activity in a task, an indicator in an activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.registry.db import db
from services.registry.drafts.operations.doubts import settle_about, with_codes
from services.registry.plans.models import Activity, Indicator, Match, Plan, Section
from services.registry.plans.operations import refuse_locked
from services.registry.plans.queries import activities, indicators
from shared.doors.errors import Invalid, NotFound

Line = Section | Activity | Indicator
Above = Plan | Section | Activity
UP, DOWN = -1, 1


class TitleMissing(Invalid):
    """Say what the line is called."""

    code = "title_missing"


class LineMisplaced(Invalid):
    """A task stands in the plan, an activity in a task, an indicator in an activity. Choose another place."""

    code = "line_misplaced"


def line_of(plan: Plan, line_id: UUID) -> Line:
    """A task, an activity or an indicator of the draft; NotFound."""
    return found([*plan.sections, *activities(plan), *indicators(plan)], line_id)


def above_of(plan: Plan, line_id: UUID | None) -> Above:
    """What a new line stands under: the plan itself, a task or an activity; NotFound."""
    return plan if line_id is None else found([*plan.sections, *activities(plan)], line_id)


def found(rows: Sequence[Any], line_id: UUID) -> Any:
    """The line of this id, its own in the draft or the one it keeps through versions; NotFound."""
    row = next((row for row in rows if line_id in (row.id, row.stable_id)), None)
    if row is None:
        raise NotFound
    return row


def inside(above: Above) -> list[Any]:
    """The lines that stand directly under one, in their order."""
    if isinstance(above, Plan):
        return above.sections
    return above.activities if isinstance(above, Section) else above.indicators


def owner(row: Line) -> Above:
    """What a line stands under."""
    if isinstance(row, Section):
        return row.plan
    return row.section if isinstance(row, Activity) else row.activity


def add_line(plan: Plan, above: Above, title: str, before: UUID | None = None) -> Line:
    """Put a new line under another, before one of those there or behind them all;
    what is planned is entered in the review."""
    refuse_locked(plan)
    row = new_line(plan, above, named(title))
    put(row, above, before)
    db.session.flush()
    return row


def new_line(plan: Plan, above: Above, title: str) -> Line:
    """A line nobody has planned anything of yet."""
    if isinstance(above, Plan):
        return Section(code=free_task(plan), kind="task", title=title)
    if isinstance(above, Section):
        return new_activity(plan, above, title)
    code = free_code(above.code, [line.code for line in indicators(plan)])
    empty: dict[str, Any] = {"clauses": [], "evidence_kinds": [], "source": {}, "confidence": "certain"}
    return Indicator(code=code, name=title, **empty)


def new_activity(plan: Plan, section: Section, title: str) -> Activity:
    """An activity in the regions of the project."""
    code = free_code(number_of(section), [line.code for line in activities(plan)])
    regions = list(plan.passport.get("regions") or [])
    return Activity(code=code, title=title, description="", regions=regions)


def put(row: Line, above: Above, before: UUID | None) -> None:
    """Let a line stand there; the places of the others follow."""
    rows = inside(above)
    rows.insert(rows.index(found(rows, before)) if before else len(rows), row)
    for place, line in enumerate(rows):
        line.position = place


def named(title: str) -> str:
    """A title somebody typed; TitleMissing."""
    if not title.strip():
        raise TitleMissing(field="title")
    return " ".join(title.split())


def free_task(plan: Plan) -> str:
    """The number behind the last of the tasks."""
    numbers = [int(number_of(row)) for row in tasks(plan) if number_of(row).isdecimal()]
    return f"T{max(numbers, default=0) + 1}"


def tasks(plan: Plan) -> list[Section]:
    """The numbered parts of the plan."""
    return [section for section in plan.sections if section.kind == "task"]


def free_code(above: str, taken: Sequence[str]) -> str:
    """The first number under a line that no line bears."""
    number = 1
    while f"{above}.{number}" in taken:
        number += 1
    return f"{above}.{number}"


def remove_line(plan: Plan, row: Line) -> None:
    """Take a line, with all under it, out of the draft; what is recorded on it stays recorded."""
    refuse_locked(plan)
    gone = list(with_all_under(row))
    for line in gone:
        settle_about(plan, line.code)
    asked = select(Match).where(Match.plan_id == plan.id, Match.line.in_([line.id for line in gone]))
    for match in db.session.scalars(asked):
        db.session.delete(match)
    inside(owner(row)).remove(row)
    db.session.flush()


def with_all_under(row: Line) -> Iterator[Line]:
    """A line and those under it."""
    yield row
    for line in [] if isinstance(row, Indicator) else inside(row):
        yield from with_all_under(line)


def lines_recorded(row: Line) -> list[Activity]:
    """The activities whose records hang on a line: a task's all, an indicator's own."""
    if isinstance(row, Section):
        return row.activities
    return [row if isinstance(row, Activity) else row.activity]


def move_line(plan: Plan, row: Line, way: int) -> None:
    """Let a line change places with its neighbour above or below; at the end it stays."""
    refuse_locked(plan)
    rows = inside(owner(row))
    place = rows.index(row) + way
    if 0 <= place < len(rows):
        row.position, rows[place].position = rows[place].position, row.position
        db.session.flush()
        db.session.expire(owner(row))


def place_line(plan: Plan, row: Line, above: Above, before: UUID | None = None) -> Line:
    """Move a line under another, before one of those there or behind them all. LineMisplaced."""
    refuse_locked(plan)
    if type(above) is not type(owner(row)):
        raise LineMisplaced(field="under")
    if before not in (row.id, row.stable_id):
        inside(owner(row)).remove(row)
        put(row, above, before)
        db.session.flush()
    return row


def renumber(plan: Plan) -> None:
    """Number tasks, activities and indicators in their order; doubts go with their lines."""
    refuse_locked(plan)
    codes: dict[str, str] = {}
    for number, task in enumerate(tasks(plan), 1):
        codes[task.code] = task.code = f"T{number}"
    for section in plan.sections:
        for number, activity in enumerate(section.activities, 1):
            codes[activity.code] = activity.code = f"{number_of(section)}.{number}"
            for place, indicator in enumerate(activity.indicators, 1):
                codes[indicator.code] = indicator.code = f"{activity.code}.{place}"
    plan.doubts = [with_codes(note, codes) for note in plan.doubts]
    plan.unread = [with_codes(note, codes) for note in plan.unread]
    db.session.flush()


def number_of(section: Section) -> str:
    """What the numbers of a section's activities begin with: "1" of the task T1, "F" of the part F."""
    return section.code.removeprefix("T") or section.code
