"""What the page of an approved version shows."""

from __future__ import annotations

from typing import Any

from services.registry.plans.models import Plan
from services.registry.plans.phrases import in_words
from services.registry.plans.queries import notes


def shown(plan: Plan) -> dict[str, Any]:
    """The version and, in words, what was doubted about it."""
    return {"plan": plan, "notes": list(map(in_words, notes(plan)))}
