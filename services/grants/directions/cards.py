"""What directions put on the page of a contest."""

from __future__ import annotations

from flask import render_template

from services.grants.contests.models import Contest
from services.grants.contests.queries.reach import regions_in
from services.grants.directions.queries import answered_by, directions_of


def on_contest(contest: Contest) -> str:
    """Give what a contest is about, with the problems behind it."""
    directions = directions_of(contest)
    may_write = regions_in("contest.manage") is None and contest.status in ("draft", "open")
    if not directions and not may_write:
        return ""
    return render_template(
        "grants/directions/card.html",
        contest=contest,
        directions=directions,
        answered=answered_by(directions, contest),
        may_write=may_write,
    )
