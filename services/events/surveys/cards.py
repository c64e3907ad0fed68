"""What surveys put on the page of a gathering: what was asked about it, and the way to ask."""

from __future__ import annotations

from flask import render_template

from services.events.gatherings.models import Gathering
from services.events.surveys.queries import RECORD, VIEW, survey_rows
from shared.access import actor
from shared.sorting import Sorting

SHOWN = 5


def on_gathering(gathering: Gathering) -> str:
    """Give the surveys about a gathering with what came back."""
    if not actor().can(VIEW, gathering.region) or gathering.status == "cancelled":
        return ""
    found = survey_rows({"gathering": gathering.id}, Sorting("-closes_on"), SHOWN)
    may_ask = actor().can(RECORD, gathering.region)
    return render_template("events/surveys/card.html", gathering=gathering, found=found, may_ask=may_ask)
