"""What the list to sign puts on the page of a gathering."""

from __future__ import annotations

from flask import render_template

from services.events.gatherings.models import Gathering
from shared.access import actor
from shared.language.gatherings import PLANNED


def on_gathering(gathering: Gathering) -> str:
    """Offer the list to be printed, until the gathering was held."""
    if gathering.status != PLANNED or not actor().can("participant.view", gathering.region):
        return ""
    return render_template("events/sheets/card.html", gathering=gathering)
