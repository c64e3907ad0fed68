"""What wordings put on the page of a plan."""

from __future__ import annotations

from flask import render_template

from services.registry.plans.models import Plan
from services.registry.wordings.queries import WRITE, lines
from shared.access import actor


def on_plan(plan: Plan) -> str:
    """Say how much of a plan is in Kazakh, for those who may write it."""
    if not actor().everywhere(WRITE):
        return ""
    missing = sum(not one.kazakh for one in lines(plan))
    return render_template("registry/wordings/card.html", plan=plan, missing=missing)
