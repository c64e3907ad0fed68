"""What the review page of a draft shows: the plan as fields, what is doubted, what is left."""

from __future__ import annotations

from typing import Any

from services.registry.drafts.forms import notes, passport, rows
from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.drafts.forms.stored import marks
from services.registry.plans.cards.page import letters
from services.registry.plans.models import Plan
from services.registry.plans.queries import indicators, open_doubts, open_matches
from services.registry.plans.wording.measures import choices
from services.registry.plans.wording.reading import comparators


def sheet(plan: Plan, errors: Errors, typed: Typed) -> dict[str, Any]:
    """Everything the page is given; what was typed stands in the fields."""
    return {
        "plan": plan,
        "errors": errors,
        "typed": typed,
        "rows": rows.rows_of(plan, errors, typed),
        "to_correct": rows.listed(errors),
        "general": notes.general(plan, errors, typed),
        "parts": passport.shown(plan, typed, errors),
        "marks": marks(plan, errors, typed),
        "letters": letters(plan),
        **choices_of(plan),
        **left(plan),
    }


def choices_of(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """What the selects offer."""
    measures = choices(row.measure for row in indicators(plan))
    return {"comparators": list(comparators().items()), "measures": measures}


def left(plan: Plan) -> dict[str, Any]:
    """How much was understood, and how much is left to decide."""
    counts = {
        "understood": len(indicators(plan)),
        "doubts": sum(not doubt["settled"] for doubt in plan.doubts),
        "unread": sum(not cell["settled"] for cell in plan.unread),
        "amount": notes.about_amount(open_doubts(plan)),
    }
    return {"counts": counts, "left": len(open_doubts(plan)), "waiting": open_matches(plan)}
