"""A difference between two versions as people read it: both values in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from services.registry.drafts.listing.differences import Difference
from services.registry.plans.rules.numbers import plain
from services.registry.plans.wording.clauses import clause_words
from services.registry.plans.wording.measures import measures_in_words
from services.registry.plans.wording.phrases import worded
from services.registry.plans.wording.reading import comparators
from services.registry.plans.wording.targets import targets_in_words
from shared.i18n import format_money, format_short_date, said
from shared.language import evidence


def written(row: Difference) -> Difference:
    """The difference with both its values in words."""
    return replace(row, old=in_words(row.field, row.old), new=in_words(row.field, row.new))


def in_words(field: str | None, value: Any) -> str:
    """A value of a field in words."""
    if value is None:
        return ""
    if field in FIELDS:
        return FIELDS[field](value)
    if isinstance(value, Decimal):
        return plain(value)
    return format_short_date(value) if isinstance(value, date) else str(value)


def kinds_in_words(names: list[str]) -> str:
    """Kinds of evidence in words."""
    known = evidence.KINDS
    return ", ".join(said(known[name].words) if name in known else name for name in names)


FIELDS: dict[str, Callable[[Any], str]] = {
    "divided": targets_in_words,
    "cost": format_money,
    "comparator": lambda value: comparators().get(value, value),
    "measure": lambda value: dict(measures_in_words()).get(value, value),
    "clauses": lambda rows: "; ".join(map(clause_words, rows)),
    "regions": lambda codes: codes if isinstance(codes, str) else worded({"say": "list", "regions": codes}),
    "evidence_kinds": kinds_in_words,
}
