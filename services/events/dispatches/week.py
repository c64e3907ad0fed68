"""What a region still owes in front of people, for whoever tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.dispatches.forms import standing
from services.events.dispatches.queries import Offer, offers
from services.events.gatherings.wording.names import gathering_types
from services.events.projects.queries import projects
from services.events.projects.wording import region_name
from shared.access import actor
from shared.clock import today
from shared.language.records.project import Project
from shared.language.roles import PARTNER_REP
from shared.web.week import Card, Thing, card_of

RECORD, NEW = "gathering.record", "/events/dispatches/new"
MOST_PROJECTS, SOON = 3, timedelta(days=14)


def week() -> Iterator[Card]:
    """What is due within two weeks, or was, in the regions of one who works in some only."""
    mine = actor().regions(RECORD)
    for project in projects.offered(RECORD)[:MOST_PROJECTS] if mine else []:
        for region in sorted(mine or ()):
            yield from owed(project, region)


def owed(project: Project, region: str) -> list[Card]:
    """The card of one region."""
    rows = [one for one in offers(project, region) if one.due_on and one.due_on <= today() + SOON]
    here, words = f"{NEW}?project_id={project.id}&region={region}", gathering_types()

    def thing(one: Offer) -> Thing:
        return Thing(
            text=words[one.type], href=f"{here}&kind={one.key.replace(' ', '%20')}", missing=standing(one)
        )

    return card_of(
        rows,
        thing,
        here,
        title=ngettext(
            "Was it held? %(num)s kind of gathering is due",
            "Was it held? %(num)s kinds of gatherings are due",
            len(rows),
        ),
        why=_(
            "%(region)s: three fields and a photo of the signed list are enough.", region=region_name(region)
        ),
        action=_("Tell what was held"),
        day=lambda one: one.due_on,
        owner=PARTNER_REP,
        icon="image",
    )
