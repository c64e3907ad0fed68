"""Which version of a measure's rule is in force here, and since when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from services.reports.db import db
from services.reports.facts.models import RuleInForce
from shared.language.expressions import Expression


def since(measure: Expression | None) -> datetime | None:
    """Since when all facts of a measure are derived by the rule of today; None where they are not yet."""
    if measure is None:
        return None
    kept = select(RuleInForce.since).where(
        RuleInForce.measure == measure.name, RuleInForce.rule == measure.rule
    )
    return db.session.scalar(kept)
