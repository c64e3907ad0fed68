"""What participants put on the page of a gathering."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from markupsafe import Markup

from services.events.gatherings.models import Gathering
from services.events.participants import queries
from services.events.participants.listing.roll import SHOWN, About, Roll, columns
from services.events.participants.models import Participant
from services.events.participants.operations.questions import asked_of
from shared.access import actor
from shared.doors.listing import page_number
from shared.i18n import said
from shared.language.categories import SIDES
from shared.language.gatherings import BRIEFING
from shared.plugins import extra


def told(sides: Mapping[str, int]) -> list[tuple[str, int]]:
    """The sides of a briefing in words with how many came."""
    return [(said(word), sides[side]) for side, word in SIDES.items()]


def besides(line: Participant) -> list[Markup]:
    """What the region asked about somebody and was told, in words."""
    said = extra.in_full(asked_of(line), line)
    return [Markup("{}: {}").format(label, words) for label, words in said if words]


def on_gathering(gathering: Gathering) -> str:
    """Give what participants add to the page of a gathering: its list, or only how many there are."""
    names = actor().can("participant.view", gathering.region)
    return render_template(
        "events/participants/people.html",
        gathering=gathering,
        people=roll_of(gathering) if names else None,
        names=names,
        sides=told(queries.sides(gathering.id)) if gathering.type == BRIEFING else [],
    )


def roll_of(gathering: Gathering) -> Roll:
    """A page of the list of a gathering."""
    people, region = queries.alphabetical(gathering.id, SHOWN, SHOWN * (page_number() - 1)), gathering.region
    about = About(
        page=f"/events/gatherings/{gathering.id}",
        writable=actor().can("gathering.record", region) and gathering.status != "cancelled",
        doubted=queries.in_doubt(people) if people and actor().can("person.view", region) else (),
        besides={line.id: besides(line) for line in people if line.extra},
    )
    return Roll(columns(about), people, gathering.listed, lambda line: "")
