"""Obligations in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from services.reports.obligations.rules.standing import Standing
from shared.i18n import format_month, format_number, once_a_language, said
from shared.language.clauses import EACH_MONTH
from shared.language.expressions import parse
from shared.language.obligations import DONE, DUE, GROUNDS, LATE, OVERDUE, PLANNED, STATES, WAIVED, thing_of
from shared.language.records.obligation import Obligation
from shared.language.records.project import Project
from shared.language.roles import ROLES
from shared.spoken import title_of

SHAPES = {OVERDUE: "bad", DUE: "risk", PLANNED: "plain", LATE: "pace", DONE: "ok", WAIVED: "plain"}


@once_a_language
def states() -> Mapping[str, str]:
    """How obligations stand."""
    return {code: said(word) for code, word in STATES.items()}


@once_a_language
def owners() -> Mapping[str, str]:
    """Whose work it may be."""
    return {code: said(word) for code, word in ROLES.items()}


def monthly(project: Project) -> frozenset[str]:
    """The indicators that ask for one each month, by id."""
    lines = [item for line in project.activities for item in line.indicators]
    return frozenset(item.id for item in lines if any(clause.kind == EACH_MONTH for clause in item.clauses))


def called(row: Obligation, by_month: frozenset[str]) -> str:
    """What has to exist, told apart from its twins."""
    thing = thing_of(parse(row.measure or ""))
    name = title_of(row) or (said(thing.words) if thing else row.measure or "")
    if row.indicator_id in by_month and row.starts_on:
        return f"{name}, {format_month(row.starts_on)}"
    if row.quantity != 1:
        return f"{name} ({format_number(row.quantity)})"
    name = f"{name} № {row.number}" if row.number > 1 else name
    return f"{name} ({said(GROUNDS[row.ground])})" if row.ground else name


def lacking(item: Standing) -> str:
    """What keeps it from being done, in words."""
    return _("recorded, its proof is missing") if item.unproven else _("nothing recorded")
