"""Exceptions that wait for a second person."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.waivers.models import Waiver
from services.grants.waivers.queries import unconfirmed
from services.grants.waivers.wording import rules
from shared.access import actor
from shared.language.roles import PROJECT_LEAD
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """Exceptions somebody else has asked for."""
    found = unconfirmed(actor().id) if actor().everywhere("waiver.confirm") else []
    return card_of(
        found,
        thing,
        thing(found[0]).href if found else "",
        title=ngettext(
            "%(num)s exception waits for a second person",
            "%(num)s exceptions wait for a second person",
            len(found),
        ),
        why=_("Money passes a missing paper only when two people have said so."),
        action=_("Look and decide"),
        day=lambda waiver: waiver.expires_at.date(),
        owner=PROJECT_LEAD,
        icon="lock",
    )


def thing(waiver: Waiver) -> Thing:
    """One exception with why it was asked for, on the page of the record it lets pass."""
    page = f"/grants/{waiver.owner_kind}s/{waiver.owner_id}"
    return Thing(text=rules()[waiver.rule], href=page, missing=waiver.reason)
