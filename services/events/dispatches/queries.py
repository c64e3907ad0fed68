"""What a region may tell of: the gatherings its lines of the plan ask for, those still owed first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.projects.models import ObligationCopy
from shared.language.gatherings import COMMISSION_MEETING, HELD, TYPES
from shared.language.obligations import OPEN
from shared.language.records.project import Project

COUNTS = or_(Gathering.attended > 0, Gathering.nobody_reason != "")  # as `counts` says of one
Kind = tuple[str, str]  # the id of a line of the plan, a type of gathering
HERE = TYPES.keys() - {COMMISSION_MEETING}  # what is recorded as a gathering


@dataclass(frozen=True)
class Offer:
    """Gatherings of one kind in one region: how many the region owes, how many it recorded as held, how many
    of those count, and the day by which the next is due; None where nothing is owed any more."""

    activity_id: str
    code: str
    type: str
    owed: int
    held: int
    counted: int
    due_on: date | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.activity_id} {self.type}"


def offers(project: Project, region: str) -> list[Offer]:
    """Every kind of gathering the plan counts in a region, the one due next first."""
    due, held = due_days(project, region), held_in(project, region)
    found = [
        offer(project, kind, due.get(kind, []), held.get(kind, (0, 0))) for kind in kinds_in(project, region)
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.code, one.type))


def offer(project: Project, kind: Kind, days: list[date], told: tuple[int, int]) -> Offer:
    """One kind, with its days in their order; what is held is done first of what is due first."""
    (activity_id, name), (held, counted) = kind, told
    due_on = days[held] if held < len(days) else None
    return Offer(activity_id, project.code_of(activity_id) or "", name, len(days), held, counted, due_on)


def kinds_in(project: Project, region: str) -> list[Kind]:
    """The kinds of gatherings that indicators count on the lines of a region, each once."""
    return list(dict.fromkeys(kind for kind, _indicator in asking(project, region)))


def held_in(project: Project, region: str) -> dict[Kind, tuple[int, int]]:
    """How many gatherings of each kind a region recorded as held, and how many of those count."""
    mine = Gathering.project_id == UUID(project.id), Gathering.region == region, Gathering.status == HELD
    numbers = func.count(), func.count().filter(COUNTS)
    told = select(Gathering.activity_id, Gathering.type, *numbers).where(*mine)
    rows = db.session.execute(told.group_by(Gathering.activity_id, Gathering.type))
    return {(activity_id, name): (held, counted) for activity_id, name, held, counted in rows}


def due_days(project: Project, region: str) -> dict[Kind, list[date]]:
    """The days of what a region owes, by kind; of several indicators that ask for one kind (the trainings,
    and their programmes) the one that asks for most."""
    found: dict[Kind, list[date]] = defaultdict(list)
    owed = owed_by_line(project, region)
    for kind, indicator_id in asking(project, region):
        found[kind] = max(found[kind], owed.get(indicator_id, []), key=len)
    return found


def asking(project: Project, region: str) -> Iterator[tuple[Kind, str]]:
    """Each kind of gathering on the lines of a region with the indicators that ask for it; the commission's
    meeting is entered with its contest."""
    lines = [line for line in project.activities if not line.regions or region in line.regions]
    for line in lines:
        for indicator in line.indicators:
            names = [name for name in indicator.expression.subtypes if name in HERE]
            yield from (((line.id, name), indicator.id) for name in names)


def owed_by_line(project: Project, region: str) -> Mapping[str, list[date]]:
    """The days of the open obligations of a region by their indicator, a day for each thing owed."""
    mine = ObligationCopy.project_id == project.id, ObligationCopy.region == region
    open_ones = select(ObligationCopy).where(*mine, ObligationCopy.status == OPEN)
    found: dict[str, list[date]] = defaultdict(list)
    for row in db.session.scalars(open_ones.order_by(ObligationCopy.due_on, ObligationCopy.key)):
        found[row.indicator_id or ""] += [row.due_on] * int(row.quantity)
    return found
