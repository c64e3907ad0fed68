"""Funds that are offered to this deployment and wait for an answer."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.handovers.models import Handover
from services.grants.handovers.queries import MAKE, to_answer
from services.grants.handovers.record import terms_of
from services.grants.projects.wording import region_name
from shared.access import actor
from shared.i18n import format_money
from shared.language.roles import PROJECT_LEAD
from shared.spoken import title_in
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """What was offered and nobody answered yet."""
    found = to_answer() if actor().everywhere(MAKE) else []
    return card_of(
        found,
        thing,
        "/grants/handovers",
        title=ngettext(
            "A regional fund is offered to you", "%(num)s regional funds are offered to you", len(found)
        ),
        why=_("Until you accept it, nobody can award grants from it."),
        action=_("Accept or decline"),
        owner=PROJECT_LEAD,
        icon="coins",
    )


def thing(row: Handover) -> Thing:
    """One fund with its sum."""
    terms = terms_of(row)
    called = f"{region_name(row.region)}: {title_in(terms.title, terms.title_kk)}"
    return Thing(text=called, href=f"/grants/handovers/{row.id}", missing=format_money(row.amount))
