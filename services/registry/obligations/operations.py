"""Confirming what a plan asks for, putting it off, waiving it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from services.registry.db import db
from services.registry.obligations.models import Obligation, Postponement, PutOff
from services.registry.obligations.queries import (
    CONFIRM,
    confirmed,
    get_plan_told,
)
from services.registry.obligations.record import publish_obligation, publish_obligations
from services.registry.obligations.rules.differing import key, slots_by_key
from services.registry.obligations.rules.proposing import Asked, Slot, asked, slots
from services.registry.plans.operations import HandedDown, RegionOutside
from services.registry.plans.queries import get_project
from services.registry.regions.queries import region_code
from shared.access import require
from shared.clock import today
from shared.doors.errors import Conflict, Invalid, NotFound
from shared.i18n import format_short_date
from shared.language.records import Proof, to_json
from shared.language.records.project import Project
from shared.projects import ProjectClosed
from shared.proofs.queries import files_of, present_in


class NotAsked(Invalid):
    """The plan in force does not ask for this, or the measure of its line is of another kind."""

    code = "not_asked"


class CountNeeded(Invalid):
    """The plan does not say how many: give a number, or leave the line out."""

    code = "count_needed"


class DayNeeded(Invalid):
    """The plan gives this line no term: give the day by which it is due."""

    code = "day_needed"


class AlreadyWaived(Conflict):
    """This is waived already."""

    code = "already_waived"


class NotWaived(Conflict):
    """This is not waived."""

    code = "not_waived"


class PutOffBackwards(Invalid):
    """It is due on %(day)s already: it can be put off to a later day only."""

    code = "put_off_backwards"


class CountedByRecords(Conflict):
    """A line of the plan counts this: it is done by its record, and by nothing else."""

    code = "counted_by_records"


class FileNeeded(Conflict):
    """Attach the file that shows it first: one that opens."""

    code = "file_needed"


class DoneInFuture(Invalid):
    """This day has not come yet."""

    code = "done_in_future"


def confirm_work(project_id: uuid.UUID, values: dict[str, Any]) -> list[Obligation]:
    """Confirm what the plan asks for; what was confirmed before stays as it is."""
    project = get_plan_told(project_id, lock=True)
    refuse_closed(project)
    refuse_handed_plan(project_id)
    plan = {item.indicator.id: item for item in asked(project)}
    known = set(map(key, confirmed(project_id)))
    added = [
        row
        for taken in values["taken"]
        for row in made(project, plan.get(str(taken["indicator_id"])), taken)
        if key(row) not in known
    ]
    db.session.add_all(added)
    publish_obligations(added)
    return added


def refuse_closed(project: Project) -> None:
    """Nothing new is asked of a closed project; ProjectClosed."""
    if project.closed_on:
        raise ProjectClosed(field="project_id")


def refuse_handed_plan(project_id: uuid.UUID) -> None:
    """What the plan of another deployment asks to exist is confirmed there; HandedDown."""
    project = get_project(project_id)
    if project.handed_by:
        raise HandedDown(deployment=project.handed_by)


def refuse_handed(item: Obligation) -> None:
    """What another deployment promised is changed there; HandedDown."""
    if item.handed_by:
        raise HandedDown(deployment=item.handed_by)


def made(project: Project, item: Asked | None, taken: dict[str, Any]) -> Iterator[Obligation]:
    """What is confirmed of one line, as rows; NotAsked, CountNeeded, DayNeeded."""
    if item is None:
        raise NotAsked(field="taken")
    for slot in wanted(project, item, taken["count"]):
        day = slot.due_on if item.monthly else taken["due_on"] or slot.due_on
        if day is None:
            raise DayNeeded(field="due_on")
        yield obligation(project, item, slot, day, taken["owner"] or item.owner)


def wanted(project: Project, item: Asked, count: int | None) -> Sequence[Slot]:
    """The slots of a line, by a number that was given where the plan has none; CountNeeded."""
    said = Decimal(count) if count else None
    found = item.slots or slots(project, item.activity, item.indicator, item.thing, said)
    if not found:
        raise CountNeeded(field="count")
    return found


def obligation(project: Project, item: Asked, slot: Slot, day: date, owner: str) -> Obligation:
    """One slot as it is kept."""
    begins = slot.starts_on if slot.starts_on and slot.starts_on <= day else None
    return Obligation(
        project_id=uuid.UUID(project.id),
        indicator_id=uuid.UUID(item.indicator.id),
        measure=item.indicator.measure,
        title="",
        title_kk="",
        region=slot.region,
        number=slot.number,
        ground=slot.ground,
        quantity=slot.quantity,
        starts_on=begins,
        due_on=day,
        promised_on=day,
        plan_due_on=slot.due_on,
        owner=owner,
    )


def add_obligation(values: dict[str, Any]) -> Obligation:
    """Add what an agreement or the law asks for and no line of the plan counts."""
    project = get_plan_told(values["project_id"], lock=True)
    refuse_closed(project)
    region = region_code(values["region"]) if values["region"] else None
    require(CONFIRM, region)
    if region and region not in [known.code for known in project.regions]:
        raise RegionOutside(field="region")
    item = Obligation(**{**values, "region": region}, promised_on=values["due_on"], quantity=Decimal(1))
    db.session.add(item)
    publish_obligation(item)
    return item


def change_obligation(item: Obligation, values: dict[str, Any]) -> Obligation:
    """Say whose work it is, and what it is called in Kazakh."""
    refuse_handed(item)
    item.owner, item.title_kk = values["owner"], values.get("title_kk", item.title_kk)
    publish_obligation(item)
    return item


def waive_obligation(item: Obligation, values: dict[str, Any]) -> Obligation:
    """Say that it is no longer asked for, and why."""
    refuse_handed(item)
    if item.waived_because:
        raise AlreadyWaived
    item.waived_because = values["reason"]
    publish_obligation(item)
    return item


def resume_obligation(item: Obligation) -> Obligation:
    """Take a waiver back."""
    refuse_handed(item)
    if not item.waived_because:
        raise NotWaived
    item.waived_because = None
    publish_obligation(item)
    return item


def fulfil_obligation(item: Obligation, values: dict[str, Any]) -> Obligation:
    """Say since when something is there that no line counts; a file that opens shows it.
    One that was handed down is told above, where it counts."""
    if item.indicator_id:
        raise CountedByRecords
    if values["done_on"] > today():
        raise DoneInFuture(field="done_on")
    if not any(present_in(files_of(item)).values()):
        raise FileNeeded
    item.done_on = values["done_on"]
    publish_obligation(item)
    return item


def hear_fulfilment(item: Obligation, done_on: date, shown: Sequence[Proof]) -> None:
    """What a deployment below says of an obligation of ours in its region: since when it is there, and by
    which of its files. CountedByRecords, AlreadyWaived."""
    if item.indicator_id:
        raise CountedByRecords
    if item.waived_because:
        raise AlreadyWaived
    item.done_on, item.shown_below = done_on, to_json(shown)
    publish_obligation(item)


def put_off(project_id: uuid.UUID, values: dict[str, Any]) -> Postponement:
    """Put obligations off to one day, or each by so many days, with one reason and one order."""
    rows = held(project_id, values["obligations"])
    moves = [(row, values["now_on"] or row.due_on + timedelta(days=values["days"])) for row in rows]
    for row, day in moves:
        if day <= row.due_on:
            raise PutOffBackwards(field="now_on", day=format_short_date(row.due_on))
    return moved(project_id, values["reason"], moves)


def follow_plan(project_id: uuid.UUID, values: dict[str, Any]) -> Postponement:
    """Take the terms of the plan in force over for these obligations."""
    project = get_plan_told(project_id, lock=True)
    days = {name: slot.due_on for name, slot in slots_by_key(asked(project)).items()}
    rows = held(project_id, values["obligations"])
    pairs = [(row, days.get(key(row))) for row in rows]
    if any(day is None for _row, day in pairs):
        raise NotAsked(field="obligations")
    for row, day in pairs:
        row.plan_due_on = day
    return moved(project_id, values["reason"], [(row, day) for row, day in pairs if day])


def waive_unasked(project_id: uuid.UUID, values: dict[str, Any]) -> Sequence[Obligation]:
    """Waive what the plan in force no longer asks for."""
    rows = held(project_id, values["obligations"])
    for row in rows:
        row.waived_because = values["reason"]
    publish_obligations(rows)
    return rows


def held(project_id: uuid.UUID, wanted: Iterable[uuid.UUID]) -> Sequence[Obligation]:
    """Obligations of a project, held in the order of their ids; NotFound, AlreadyWaived."""
    ids = set(wanted)
    mine = select(Obligation).where(Obligation.project_id == project_id, Obligation.id.in_(ids))
    rows = db.session.scalars(mine.order_by(Obligation.id).with_for_update()).all()
    if len(rows) != len(ids):
        raise NotFound
    for row in rows:
        refuse_handed(row)
    if any(row.waived_because for row in rows):
        raise AlreadyWaived
    return rows


def moved(project_id: uuid.UUID, reason: str, moves: Sequence[tuple[Obligation, date]]) -> Postponement:
    """The act that moved these days, with what they were."""
    days = [PutOff(obligation_id=row.id, was_on=row.due_on, now_on=day) for row, day in moves]
    item = Postponement(project_id=project_id, reason=reason, days=days)
    for row, day in moves:
        row.due_on = day
        if row.starts_on and row.starts_on > day:
            row.starts_on = None
    db.session.add(item)
    publish_obligations(row for row, _day in moves)
    return item
