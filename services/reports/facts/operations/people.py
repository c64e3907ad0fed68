"""After it turned out who is one person: the gatherings those people were at count them again."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from services.reports.copies.models import AttendanceCopy, GatheringCopy
from services.reports.facts.operations.gatherings import derive_attendances
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.tallies import tally
from services.reports.facts.operations.unique import count_once
from services.reports.identities.operations import regroup
from shared.tables import Sessions


def recount(session: Sessions, people: Collection[str]) -> None:
    """Find anew whom these people count as, and bring every figure they are in up to date."""
    found = regroup(session, people)
    came = select(AttendanceCopy.gathering_id).where(AttendanceCopy.person_id.in_(found.people))
    gatherings = keys_of(session, set(session.scalars(came)))
    follow(session, derive_attendances(session, gatherings, found.people | found.roots))


def keys_of(session: Sessions, gatherings: Collection[str]) -> list[str]:
    """Keys of gatherings that are known by what their attendances call them."""
    known = select(GatheringCopy.key).where(GatheringCopy.id.in_(gatherings)).order_by(GatheringCopy.key)
    return list(session.scalars(known))


def follow(session: Sessions, moved: Moved) -> None:
    """What follows from facts that moved: first visits, sums, the pulse of open pages."""
    tally(session, moved.and_also(count_once(session, moved)))
