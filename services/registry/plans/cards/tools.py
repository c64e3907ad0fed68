"""Plans as the JSON API gives them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.registry.plans.models import Activity, Indicator, Plan
from services.registry.plans.queries import notes
from services.registry.plans.wording.clauses import clause_words
from services.registry.plans.wording.phrases import in_words, worded

DOUBT = ("where", "source", "understood", "why")


def created(plan: Plan) -> dict[str, Any]:
    """The short answer: what it is and what to look at."""
    return {"id": plan.id, "project_id": plan.project_id, "status": plan.status, "doubts": doubts(plan)}


def doubts(plan: Plan) -> list[dict[str, Any]]:
    """Doubts and unread cells in the caller's language."""
    return [{name: doubt.get(name) for name in DOUBT} for doubt in map(in_words, notes(plan))]


def described(plan: Plan) -> dict[str, Any]:
    """The whole version."""
    return {
        "id": plan.id,
        "project_id": plan.project_id,
        "version": plan.no,
        "status": plan.status,
        "passport": plan.passport,
        "team": plan.team,
        "doubts": doubts(plan),
        "sections": [
            {
                "id": section.stable_id,
                "code": section.code,
                "kind": section.kind,
                "title": section.title,
                "activities": [activity(row) for row in section.activities],
            }
            for section in plan.sections
        ],
    }


def activity(row: Activity) -> dict[str, Any]:
    """A line of the plan."""
    period = (
        {"start": row.period_from, "end": row.period_to, "source": row.period_text}
        if row.period_text or row.period_from
        else None
    )
    return {
        "id": row.stable_id,
        "code": row.code,
        "title": row.title,
        "description": row.description,
        "regions": row.regions,
        "period": period,
        "cost": row.cost,
        "indicators": [indicator(item) for item in row.indicators],
    }


def indicator(row: Indicator) -> dict[str, Any]:
    """An indicator."""
    return {
        "id": row.stable_id,
        "code": row.code,
        "name": row.name,
        "comparator": row.comparator,
        "target": exact(row.target),
        "target_high": exact(row.target_high),
        "targets": [
            {"region": item.region, "month": item.month, "value": exact(item.value)} for item in row.targets
        ],
        "unit": row.unit,
        "kind": row.kind,
        "clauses": [{**clause, "text": clause_words(clause)} for clause in row.clauses],
        "source": {**row.source, "where": worded(row.source.get("where"))},
        "measure": row.measure,
        "evidence_kinds": row.evidence_kinds,
        "confidence": row.confidence,
    }


def exact(value: Decimal | None) -> Decimal | None:
    """A decimal without trailing zeros."""
    return None if value is None else value.normalize()
