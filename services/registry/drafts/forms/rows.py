"""The rows of the review page: each indicator beside its source, what was typed standing in its fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.drafts.forms.grid import grid
from services.registry.drafts.forms.meanwhile import mark_shown
from services.registry.drafts.forms.stored import FIELDS, of_indicator
from services.registry.plans.models import Indicator, Plan
from services.registry.plans.queries import indicators, open_doubts
from services.registry.plans.wording.clauses import clause_words, meaning
from services.registry.plans.wording.phrases import in_words, worded
from services.registry.plans.wording.reading import plain, reading
from shared.language.clauses import TYPED, Clause


@dataclass(frozen=True)
class ClauseNote:
    """How a condition is understood, and whether figures tell that it is met."""

    text: str
    checked: bool
    meaning: str


@dataclass(frozen=True)
class Row:
    """One indicator as the page shows it; `was` is the mark of what its reader has seen."""

    id: str
    code: str
    where: str
    source: str
    doubts: list[str]
    errors: dict[str, str]
    settled: bool
    name: str
    comparator: str
    target: str
    target_high: str
    unit: str
    measure: str
    clauses: list[str]
    clause_notes: list[ClauseNote]
    reading: str
    targets: dict[str, Any]
    was: str


@dataclass(frozen=True)
class Rows:
    """Rows with something to decide, and the others."""

    doubtful: list[Row]
    sure: list[Row]


def rows_of(plan: Plan, errors: Errors, typed: Typed) -> Rows:
    """Every indicator of the page."""
    doubts = list(map(in_words, open_doubts(plan)))
    rows = [row_of(plan, indicator, doubts, errors, typed) for indicator in indicators(plan)]
    return Rows(
        [row for row in rows if row.doubts or row.errors],
        [row for row in rows if not row.doubts and not row.errors],
    )


def row_of(
    plan: Plan, indicator: Indicator, doubts: list[dict[str, Any]], errors: Errors, typed: Typed
) -> Row:
    """One indicator; what was typed stands in its fields."""
    key = str(indicator.id)
    row = Row(
        id=key,
        code=indicator.code,
        where=worded(indicator.source.get("where")),
        source=source_of(indicator),
        doubts=[explained(doubt) for doubt in doubts if doubt.get("code") == indicator.code],
        errors=errors.get(key, {}),
        settled=indicator.checked,
        name=indicator.name,
        comparator=indicator.comparator or "",
        target=plain(indicator.target),
        target_high=plain(indicator.target_high),
        unit=indicator.unit or "",
        measure=indicator.measure or "",
        clauses=[clause_words(clause) for clause in indicator.clauses],
        clause_notes=clause_notes(indicator),
        reading=reading(indicator),
        targets=grid(plan, indicator, typed),
        was=mark_shown(errors, typed, key, of_indicator(indicator)),
    )
    return replace(row, **kept(typed, key))


def source_of(indicator: Indicator) -> str:
    """The document's own words."""
    said = (indicator.source.get("indicator_text"), indicator.source.get("value_text"))
    return " → ".join(filter(None, said))


def explained(doubt: dict[str, Any]) -> str:
    """A doubt in two sentences."""
    return f"{doubt['reason']} {doubt['understanding']}"


def kept(typed: Typed, key: str) -> dict[str, Any]:
    """What was typed in a row."""
    found: dict[str, Any] = {name: typed[f"{key}-{name}"] for name in FIELDS if f"{key}-{name}" in typed}
    if f"{key}-clauses" in typed:
        found["clauses"] = typed[f"{key}-clauses"].splitlines()
        found["settled"] = bool(typed.get(f"{key}-settled"))
    return found


def clause_notes(indicator: Indicator) -> list[ClauseNote]:
    """How the conditions a person typed are understood, and which of all are kept without a check."""
    return [
        ClauseNote(clause.text, clause.checked, meaning(clause))
        for clause in map(Clause.read, indicator.clauses)
        if clause.origin == TYPED or not clause.checked
    ]


def listed(errors: Errors) -> list[dict[str, str]]:
    """The errors of every row for the head of the page, each with the field it leads to."""
    return [
        {"field": f"{key}-{name}", "message": message}
        for key, row in errors.items()
        for name, message in row.items()
        if name != "was"
    ]
