"""What the review form shows of what is stored: a row that comes back like this was not touched."""

from __future__ import annotations

from typing import Any

from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.drafts.forms.meanwhile import mark_shown
from services.registry.drafts.schemas import ActivityForm
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.queries import activities

FIELDS = ("name", "comparator", "target", "target_high", "unit", "measure")


def of_indicator(indicator: Indicator) -> dict[str, Any]:
    """What the form of an indicator shows of what is stored."""
    return {name: getattr(indicator, name) for name in FIELDS} | {
        "clauses": [clause["text"] for clause in indicator.clauses],
        "divided": indicator.divided,
    }


def of_section(section: Section) -> dict[str, Any]:
    """What the form of a task shows of what is stored."""
    return {"title": section.title}


def of_activity(activity: Activity) -> dict[str, Any]:
    """What the form of an activity shows of what is stored."""
    return {name: getattr(activity, name) for name in ActivityForm().fields}


def marks(plan: Plan, errors: Errors, typed: Typed) -> dict[str, str]:
    """What the rows of tasks and activities carry as `<row>-was`, by row."""
    stored = {str(row.id): of_section(row) for row in plan.sections} | {
        str(row.id): of_activity(row) for row in activities(plan)
    }
    return {key: mark_shown(errors, typed, key, now) for key, now in stored.items()}
