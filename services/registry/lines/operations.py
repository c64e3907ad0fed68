"""Lines of a draft by hand: added, removed, moved, numbered anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.registry.db import db
from services.registry.drafts.operations.doubts import settle_about
from services.registry.plans.models import Activity, Indicator, Match, Plan, Section
from services.registry.plans.operations import refuse_locked
from services.registry.plans.queries import activities, indicators
from shared.doors.errors import Invalid, NotFound

Line = Activity | Indicator
UP, DOWN = -1, 1


class TitleMissing(Invalid):
    """Say what the line is called."""

    code = "title_missing"


def section_of(plan: Plan, section_id: UUID) -> Section:
    """A task of the draft; NotFound."""
    return found(plan.sections, section_id)


def line_of(plan: Plan, line_id: UUID) -> Line:
    """An activity or an indicator of the draft; NotFound."""
    return found([*activities(plan), *indicators(plan)], line_id)


def found(rows: Sequence[Any], row_id: UUID) -> Any:
    """The row of this id; NotFound."""
    row = next((row for row in rows if row.id == row_id), None)
    if row is None:
        raise NotFound
    return row


def add_activity(plan: Plan, section: Section, title: str) -> Activity:
    """Put a new activity at the end of a task."""
    refuse_locked(plan)
    row = Activity(
        position=after(section.activities),
        code=free_code(number_of(section), [line.code for line in activities(plan)]),
        title=named(title),
        description="",
        regions=list(plan.passport.get("regions") or []),
    )
    section.activities.append(row)
    db.session.flush()
    return row


def add_indicator(plan: Plan, activity: Activity, name: str) -> Indicator:
    """Put a new indicator at the end of an activity; what is planned is entered in the review."""
    refuse_locked(plan)
    row = Indicator(
        position=after(activity.indicators),
        code=free_code(activity.code, [line.code for line in indicators(plan)]),
        name=named(name),
        clauses=[],
        evidence_kinds=[],
        source={},
        confidence="certain",
    )
    activity.indicators.append(row)
    db.session.flush()
    return row


def named(title: str) -> str:
    """A title somebody typed; TitleMissing."""
    if not title.strip():
        raise TitleMissing(field="title")
    return " ".join(title.split())


def after(rows: Sequence[Line]) -> int:
    """The place behind the last of these rows."""
    return max((row.position for row in rows), default=-1) + 1


def free_code(above: str, taken: Sequence[str]) -> str:
    """The first number under a line that no line bears."""
    number = 1
    while f"{above}.{number}" in taken:
        number += 1
    return f"{above}.{number}"


def remove_line(plan: Plan, row: Line) -> None:
    """Take a line, with its indicators, out of the draft; what is recorded on it stays recorded."""
    refuse_locked(plan)
    gone = [row, *(row.indicators if isinstance(row, Activity) else [])]
    for line in gone:
        settle_about(plan, line.code)
    asked = select(Match).where(Match.plan_id == plan.id, Match.line.in_([line.id for line in gone]))
    for match in db.session.scalars(asked):
        db.session.delete(match)
    siblings(row).remove(row)
    db.session.flush()


def siblings(row: Line) -> list[Any]:
    """The lines among which a line stands, in their order."""
    return row.section.activities if isinstance(row, Activity) else row.activity.indicators


def move_line(plan: Plan, row: Line, way: int) -> None:
    """Let a line change places with its neighbour above or below; at the end it stays."""
    refuse_locked(plan)
    rows = siblings(row)
    place = rows.index(row) + way
    if 0 <= place < len(rows):
        row.position, rows[place].position = rows[place].position, row.position
        db.session.flush()
        db.session.expire(row.section if isinstance(row, Activity) else row.activity)


def place_under(plan: Plan, activity: Activity, section: Section) -> None:
    """Move an activity to the end of another task."""
    refuse_locked(plan)
    if activity.section is not section:
        position = after(section.activities)
        activity.section.activities.remove(activity)
        activity.position = position
        section.activities.append(activity)
        db.session.flush()


def renumber(plan: Plan) -> None:
    """Number activities and indicators in their order; doubts go with their lines."""
    refuse_locked(plan)
    codes: dict[str, str] = {}
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


def with_codes(note: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """A doubt about the line's new number."""
    head, line = parted(note.get("code") or "")
    return {**note, "code": head + codes.get(line, line) or None, "where": moved(note.get("where"), codes)}


def moved(where: Any, codes: dict[str, str]) -> Any:
    """A place that names a line by its number, by the new one."""
    if not has_code(where):
        return where
    return {**where, "code": codes.get(where["code"], where["code"])}


def parted(about: str) -> tuple[str, str]:
    """What a doubt is about as ("targets.region.", "4.1.3"); most are about a line itself."""
    parts = about.split(".", 2)
    return (f"targets.{parts[1]}.", parts[2]) if parts[0] == "targets" and len(parts) > 2 else ("", about)


def has_code(where: Any) -> bool:
    """Whether a place names a line by its number."""
    return isinstance(where, dict) and isinstance(where.get("code"), str)
