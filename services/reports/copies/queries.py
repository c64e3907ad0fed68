"""What reports keeps of the others."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from services.reports.copies.models import ProjectCopy, RecordCopy
from services.reports.db import db
from shared.language.records.contest import Contest, Fund
from shared.language.records.record import Record
from shared.projects import Projects

Kind = TypeVar("Kind", bound=Record)

SUMMED = ("requested", "recommended", "awarded", "paid", "left")
NOTHING = Decimal(0)
DERIVED = ("source_sums", "tallies", "sizes", "unused_gatherings", "unused_tallies")
projects = Projects("reports", db, ProjectCopy, derived=DERIVED)


def kept(kind: type[Kind], project_id: str) -> list[Kind]:
    """The records of a kind a project has, as they came last."""
    mine = RecordCopy.kind == kind.KIND, RecordCopy.project_id == project_id
    states = db.session.scalars(select(RecordCopy.state).where(*mine).order_by(RecordCopy.key))
    return [msgspec.convert(state, kind) for state in states]


def contests(project_id: str) -> list[Contest]:
    """The contests of a project with their money, but for those that were dropped; what another deployment
    gives of a fund that was handed to it is part of the contest it was handed from."""
    known = [contest for contest in kept(Contest, project_id) if contest.status != "dropped"]
    parts = [contest for contest in known if contest.handed_by]
    whole = {contest.id: contest for contest in known if not contest.handed_by}
    for part in parts:
        found = whole.get(part.id)
        whole[part.id] = joined(found, part) if found else part
    return list(whole.values())


def joined(contest: Contest, part: Contest) -> Contest:
    """A contest with the money another deployment has of it."""
    theirs = {fund.region: fund for fund in part.funds}
    funds = [with_part(fund, theirs.get(fund.region)) for fund in contest.funds]
    return replace(contest, funds=tuple(funds))


def with_part(fund: Fund, part: Fund | None) -> Fund:
    """A fund with what was done with the part that is away: it stays one fund of one sum."""
    if part is None:
        return fund
    summed = {name: getattr(fund, name) + getattr(part, name) for name in SUMMED}
    return replace(fund, **summed, away=max(fund.away - (part.fund - part.away), NOTHING))
