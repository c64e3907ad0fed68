"""What problems put on the page of a thematic session."""

from __future__ import annotations

from flask import render_template

from services.events.gatherings.models import Gathering
from services.events.problems.queries import RECORD, VIEW, problems_of, protocol_of
from shared.access import actor
from shared.clock import today
from shared.language.gatherings import THEMATIC_SESSION


def on_gathering(session: Gathering) -> str:
    """Give the problems a session named; nothing at other gatherings."""
    asked = session.type == THEMATIC_SESSION and session.status != "cancelled"
    if not asked or session.starts_on > today() or not actor().can(VIEW, session.region):
        return ""
    return render_template(
        "events/problems/card.html",
        session=session,
        problems=problems_of(session),
        protocol=protocol_of(session),
        may_record=actor().can(RECORD, session.region),
    )
