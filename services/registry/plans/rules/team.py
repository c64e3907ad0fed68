"""The members of a plan's team: what the plan says of them, their role recognised, whether they sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.registry.plans.models import Plan
from shared.language.team import role_of, signs


@dataclass(frozen=True)
class Member:
    """One member; the role's code is chosen or recognised in its words."""

    name: str
    role: str
    role_code: str
    signs: bool
    contact: str = ""
    duties: str = ""
    employment_percent: int | None = None


def member(row: Mapping[str, Any]) -> Member:
    """A member as it is stored; plans of before say neither the code nor who signs."""
    role = row.get("role") or ""
    code = role_of(role, row.get("role_code"))
    return Member(
        name=row.get("name") or "",
        role=role,
        role_code=code,
        signs=signs(code, row.get("signs")),
        contact=row.get("contact") or "",
        duties=row.get("duties") or "",
        employment_percent=row.get("employment_percent"),
    )


def team(plan: Plan) -> list[Member]:
    """Every member in the plan's order."""
    return [member(row) for row in plan.team]
