"""What the revised annex leaves as it was keeps what people decided about it in the version in force.

The former annex is read again: where a field reads the same in both files, the version in force wins, with
its corrections; where it reads otherwise, the new file does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from services.registry.annexes.queries.compared import KINDS, Planned, fresh, rows
from services.registry.annexes.rules.matching import match_lines
from services.registry.drafts.operations.doubts import with_codes
from services.registry.drafts.operations.targets import set_targets
from services.registry.drafts.operations.versions import INDICATOR_FIELDS, section_from
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.queries import activities
from shared.ids import new_id

Read = dict[str, Any]
SECTION = ("title", "kind")
ACTIVITY = ("title", "description", "regions", "period_from", "period_to", "period_text", "cost")
INDICATOR = tuple(name for name in INDICATOR_FIELDS if name not in ("code", "source"))
SETTLED = ("settled", "settled_by", "settled_on", "kept", "explanation")


def carry_lines(plan: Plan, former: Plan, read: Read | None, only: Collection[UUID] | None = None) -> None:
    """Carry what was decided about the lines (`only` these rows) that are lines in force."""
    sections = as_read(read)
    carry_sections(plan, former, sections, only)
    before = {row.stable_id: row for row in activities(former)}
    wanted = [row for row in activities(plan) if only is None or row.id in only]
    twins = twins_of(wanted, [line for section in sections for line in section.activities])
    for row in wanted:
        if row.stable_id in before:
            carry_activity(row, before[row.stable_id], twins.get(row.id))


def carry_sections(
    plan: Plan, former: Plan, read: Sequence[Section], only: Collection[UUID] | None = None
) -> None:
    """Carry how tasks and other sections were called."""
    before = {row.stable_id: row for row in former.sections}
    twins = twins_of(plan.sections, read)
    for row in plan.sections:
        if row.stable_id in before and (only is None or row.id in only):
            take(row, before[row.stable_id], twins.get(row.id), SECTION)


def carry_activity(row: Activity, former: Activity, twin: Activity | None) -> None:
    """Carry an activity and its indicators; `twin` is what the former annex says of it."""
    take(row, former, twin, ACTIVITY)
    before = {item.stable_id: item for item in former.indicators}
    twins = twins_of(row.indicators, twin.indicators if twin else [])
    for item in row.indicators:
        if item.stable_id in before:
            carry_indicator(item, before[item.stable_id], twins.get(item.id))


def carry_indicator(row: Indicator, former: Indicator, twin: Indicator | None) -> None:
    """Carry an indicator: whole, when its words in the document are the same."""
    if said(row) == said(former):
        take(row, former, row, INDICATOR)
        row.checked = former.checked
    else:
        take(row, former, twin, INDICATOR)
    if row.divided == (twin.divided if twin else {}):
        set_targets(row, former.divided)


def said(row: Indicator) -> tuple[str | None, str | None]:
    """The document's own words of an indicator."""
    return row.source.get("indicator_text"), row.source.get("value_text")


def take(row: Any, former: Any, twin: Any, names: Sequence[str]) -> None:
    """Take the value in force of each field that reads as it did."""
    for name in names if twin is not None else ():
        if getattr(row, name) == getattr(twin, name):
            setattr(row, name, getattr(former, name))


def as_read(read: Read | None) -> list[Section]:
    """The sections of a reading, as rows nobody stores."""
    found = [section_from(place, row) for place, row in enumerate((read or {}).get("sections", []))]
    lines = [activity for section in found for activity in section.activities]
    every: list[Planned] = [*found, *lines, *(item for line in lines for item in line.indicators)]
    for row in every:
        row.id = new_id()
    return found


def twins_of(rows: Sequence[Any], read: Sequence[Any]) -> dict[UUID, Any]:
    """What the former annex says of each row, for those that are surely the same."""
    by_id = {row.id: row for row in read}
    return {key: by_id[twin] for key, twin in match_lines(fresh(read), fresh(rows)).same.items()}


def carry_passport(plan: Plan, former: Plan, read: Read | None) -> None:
    """Carry what reads as it did of the passport and the team; what only a person typed stays."""
    before = (read or {}).get("passport", {})
    same = {name for name, value in plan.passport.items() if read and value == before.get(name)}
    kept = {
        name: value for name, value in former.passport.items() if name in same or not plan.passport.get(name)
    }
    plan.passport = {**plan.passport, **kept}
    if read and plan.team == read["team"]:
        plan.team = former.team


def carry_doubts(plan: Plan, former: Plan) -> None:
    """What was settled about the same words of the same lines stays settled."""
    decided = {doubted(note): note for note in [*former.doubts, *former.unread] if note.get("settled")}
    codes = former_codes(plan, former)
    plan.doubts = [settled_as(note, decided, codes) for note in plan.doubts]
    plan.unread = [settled_as(note, decided, codes) for note in plan.unread]


def former_codes(plan: Plan, former: Plan) -> dict[str, str]:
    """Numbers of the lines by those they had in the version in force; a new line had none."""
    before = {row.stable_id: row.code for kind in KINDS for row in rows(former, kind)}
    return {row.code: before.get(row.stable_id, "") for kind in KINDS for row in rows(plan, kind)}


def settled_as(note: Read, decided: dict[str, Read], codes: dict[str, str]) -> Read:
    """A doubt, settled if the same one was."""
    former = decided.get(doubted(with_codes(note, codes)), {})
    return {**note, **{name: former[name] for name in SETTLED if name in former}}


def doubted(note: Read) -> str:
    """A doubt by what is doubted, wherever it stands; one that quotes nothing, by its line."""
    about = note.get("source") or note.get("code")
    return repr((about, note.get("understood"), note.get("why")))
