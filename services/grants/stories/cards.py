"""What success stories put on the page of a grant."""

from __future__ import annotations

from flask import render_template

from services.grants.awards.models import Award
from services.grants.contests.queries.reach import may
from services.grants.stories.queries import RECORD, VIEW, story_rows
from shared.sorting import Sorting


def on_award(award: Award) -> str:
    """Give the stories of a sub-project, and the way to write one."""
    place = (award.contest_id, award.region)
    if not may(VIEW, *place):
        return ""
    return render_template(
        "grants/stories/card.html",
        award=award,
        found=story_rows({"award": award.id}, Sorting("-published_on"), None),
        may_tell=may(RECORD, *place) and award.status != "cancelled",
    )
