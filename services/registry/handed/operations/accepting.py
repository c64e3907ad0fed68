"""Accepting a version that was handed down, and what waited for it."""

from __future__ import annotations

from services.registry.handed.operations.plans import accept_plan
from services.registry.handed.operations.taking import take_up
from services.registry.handed.queries import newest
from services.registry.plans.models import Plan
from services.registry.plans.operations import Said


def accept(plan: Plan, said: Said) -> Plan:
    """Put a version in force by the rules its regions said, its record with it, and take up the obligations
    that waited for its lines."""
    accept_plan(plan, said)
    above = plan.project.handed_by or ""
    row = newest(above, f"{above}:{plan.project_id}")
    if row is not None and row.state == "waiting":
        row.state = "taken"
    take_up(above)
    return plan
