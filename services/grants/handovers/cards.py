"""What handovers put on the page of a contest."""

from __future__ import annotations

from flask import render_template

from services.grants.contests.models import Contest
from services.grants.handovers.queries import MAKE, is_announced
from shared.access import actor


def on_contest(contest: Contest) -> str:
    """The way to hand a fund over; which are, their tiles say."""
    if not (is_announced(contest) and actor().everywhere(MAKE)):
        return ""
    return render_template("grants/handovers/card.html", contest=contest)
