"""What the media plan of a project holds, as far as the actor sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, func, select

from services.events.db import db
from services.events.publications.models import Publication
from services.events.publications.queries import COLUMNS, DAY, Found, visible
from shared.language.publications import ITEMS, PLANNED, PUBLISHED

MOST_SHOWN, MOST_PUBLISHED, MOST_PRINTED = 200, 8, 2000


@dataclass
class Lane:
    """The items in one state: those that are shown, and how many there are."""

    status: str
    total: int = 0
    items: list[Found] = field(default_factory=list)


def board(project_id: str) -> list[Lane]:
    """The items by state: what waits by its planned day, what is published the newest first."""
    found = items(project_id)
    counted = found.with_only_columns(Publication.status, func.count().label("number")).group_by(
        Publication.status
    )
    totals: dict[str, int] = {row.status: row.number for row in db.session.execute(counted)}
    lanes = {status: Lane(status, totals.get(status, 0)) for status in (*PLANNED, PUBLISHED)}
    waiting = found.where(Publication.status.in_(PLANNED)).order_by(DAY.nulls_last(), Publication.id)
    issued = found.where(Publication.status == PUBLISHED).order_by(DAY.desc(), Publication.id.desc())
    for statement in (waiting.limit(MOST_SHOWN), issued.limit(MOST_PUBLISHED)):
        for row in db.session.execute(statement):
            lanes[row.status].items.append(row)
    return list(lanes.values())


def between(project_id: str, first: date, last: date) -> Sequence[Found]:
    """The items of these days, in their order."""
    found = items(project_id).where(DAY.between(first, last)).order_by(DAY, Publication.id)
    return db.session.execute(found.limit(MOST_PRINTED)).all()


def whole(project_id: str) -> Sequence[Found]:
    """Every item, by its day; those without one at the end."""
    found = items(project_id).order_by(DAY.nulls_last(), Publication.id)
    return db.session.execute(found.limit(MOST_PRINTED)).all()


def items(project_id: str) -> Select[Found]:
    """What the plan of a project is made of."""
    mine = Publication.project_id == project_id, Publication.kind.in_(ITEMS)
    return visible(select(*COLUMNS)).where(*mine)
