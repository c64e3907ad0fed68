"""What reminders put on a card of My week."""

from __future__ import annotations

from flask import render_template

from services.registry.reminders.queries import SEND, receivers_known, sent_about
from shared.access import actor
from shared.web.week import Card


def on_week(card: Card) -> str:
    """Whom it was reminded of and when, and the button that reminds; nothing on one's own card."""
    if not actor().can(SEND) or card.owner in actor().roles or not receivers_known(card.owner):
        return ""
    return render_template("registry/reminders/on_week.html", card=card, sent=sent_about(card))
