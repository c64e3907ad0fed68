"""What is true about the Kazakh wording of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.registry.db import db
from services.registry.plans.models import Plan, Project, Wording
from services.registry.plans.queries import TREE, wordings
from services.registry.plans.record import project_record
from services.registry.plans.rules.wordings import Known
from services.registry.wordings.rules.numbers import Apart, apart
from shared.language import wordings as language
from shared.language.wordings import Wording as Words

WRITE = "wording.write"


@dataclass(frozen=True)
class Side:
    """A line with its words side by side. `former` was written for other Russian words, `former_of`;
    `apart` are the numbers only one of the two languages names."""

    words: Words
    former: str
    former_of: str
    apart: Apart | None


@dataclass(frozen=True)
class Waiting:
    """A plan in force that is said in Kazakh but for some of its lines."""

    plan: Plan
    missing: int


def lines(plan: Plan) -> list[Words]:
    """All words of a version that are said in two languages, in its order."""
    return language.wordings(project_record(plan.project, plan))


def sides(plan: Plan) -> list[Side]:
    """The same with what a translator has to know of each."""
    known = wordings(plan.project_id)
    return [side(one, known) for one in lines(plan)]


def side(one: Words, known: Known) -> Side:
    """One line; what was written for other words of it is told where nothing is written for these."""
    before = None if one.kazakh else next(iter(known.get(one.line, ())), None)
    return Side(
        words=one,
        former=before.kazakh if before else "",
        former_of=before.russian if before else "",
        apart=apart(one.russian, one.kazakh) if one.kazakh else None,
    )


def waiting() -> list[Waiting]:
    """Plans in force somebody has begun to say in Kazakh, with how many of their words are left."""
    begun = select(Wording.project_id).distinct()
    open_now = select(Plan).join(Project).where(Plan.status == "approved", Project.closed_on.is_(None))
    plans = db.session.scalars(
        open_now.where(Project.id.in_(begun)).options(TREE, selectinload(Plan.project))
    )
    left = [(plan, sum(not one.kazakh for one in lines(plan))) for plan in plans]
    return [Waiting(plan, missing) for plan, missing in left if missing]
