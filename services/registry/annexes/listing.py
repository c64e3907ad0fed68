"""The questions about the lines of a revised annex, as a page and a tool are given them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from services.registry.annexes.queries.compared import KINDS, Planned, rows
from services.registry.plans.models import Activity, Indicator, Match, Plan
from services.registry.plans.queries import get_plan, matches
from services.registry.plans.wording.reading import reading
from shared.i18n import format_period


@dataclass(frozen=True)
class Offer:
    """A line in force: its stable id, code, title, and what else tells it from another."""

    id: UUID
    code: str
    title: str
    more: str


@dataclass(frozen=True)
class Asked:
    """A line of the new version, and what it may be; `guess` first among the offered."""

    line: UUID
    kind: str
    code: str
    title: str
    more: str
    guess: UUID | None
    offered: tuple[Offer, ...]
    answered: bool
    same_as: UUID | None
    was_asked: bool


def asked(plan: Plan) -> list[Asked]:
    """What was asked about a version, in the order of its lines."""
    return [row for row in told_apart(plan) if row.was_asked]


def told_apart(plan: Plan) -> list[Asked]:
    """Every line of a version with the line in force it is, or may be."""
    if plan.based_on is None:
        return []
    former, questions = get_plan(plan.based_on), {match.line: match for match in matches(plan)}
    return [row for kind in KINDS for row in of_kind(rows(plan, kind), rows(former, kind), kind, questions)]


def of_kind(
    new: list[Planned], old: list[Planned], kind: str, questions: dict[UUID, Match]
) -> Iterator[Asked]:
    """Lines of one kind."""
    before = {row.stable_id: offer(row) for row in old}
    taken = {row.stable_id for row in new}
    free = [line for key, line in before.items() if key not in taken]
    for row in new:
        yield line_of(row, kind, before, free, questions.get(row.id))


def line_of(
    row: Planned, kind: str, before: dict[UUID, Offer], free: list[Offer], match: Match | None
) -> Asked:
    """A line with what it is, what is likely, and every line in force that no other line is."""
    now, mine = offer(row), before.get(row.stable_id)
    likely = [before[UUID(key)] for key in (match.offered if match else []) if UUID(key) in before]
    guess = match.guess if match else None
    first = sorted(likely, key=lambda line: line.id != guess)
    offered = dict.fromkeys([*([mine] if mine and mine not in first else []), *first, *free])
    return Asked(
        line=row.id,
        kind=kind,
        code=now.code,
        title=now.title,
        more=now.more,
        guess=guess,
        offered=tuple(offered),
        answered=match is None or match.answered,
        same_as=mine.id if mine else None,
        was_asked=match is not None,
    )


def offer(row: Planned) -> Offer:
    """A line as it is told apart."""
    if isinstance(row, Indicator):
        return Offer(row.stable_id, row.code, row.name, reading(row))
    if isinstance(row, Activity):
        months = format_period(row.period_from, row.period_to) if row.period_from and row.period_to else ""
        return Offer(row.stable_id, row.code, row.title, months)
    return Offer(row.stable_id, row.code, row.title, "")
