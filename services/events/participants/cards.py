"""What participants put on the page of a gathering."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from markupsafe import Markup

from services.events.gatherings.models import Gathering
from services.events.participants import queries
from services.events.participants.models import Participant
from services.events.participants.operations.questions import asked_of
from shared.access import actor
from shared.i18n import said
from shared.language.categories import SIDES
from shared.language.gatherings import BRIEFING
from shared.plugins import extra

SHOWN = 100


def told(sides: Mapping[str, int]) -> list[tuple[str, int]]:
    """The sides of a briefing in words with how many came."""
    return [(said(word), sides[side]) for side, word in SIDES.items()]


def besides(line: Participant) -> list[Markup]:
    """What the region asked about somebody and was told, in words."""
    said = extra.in_full(asked_of(line), line)
    return [Markup("{}: {}").format(label, words) for label, words in said if words]


def on_gathering(gathering: Gathering) -> str:
    """Give what participants add to the page of a gathering: its list, or only how many there are."""
    region, may = gathering.region, actor().can
    names, number = may("participant.view", region), max(request.args.get("page", 1, int), 1)
    people = queries.alphabetical(gathering.id, SHOWN, SHOWN * (number - 1)) if names else []
    doubted = queries.in_doubt(people) if people and may("person.view", region) else set()
    return render_template(
        "events/participants/people.html",
        gathering=gathering,
        people=people,
        doubted=doubted,
        asked_besides={line.id: besides(line) for line in people if line.extra},
        names=names,
        number=number,
        size=SHOWN,
        sides=told(queries.sides(gathering.id)) if gathering.type == BRIEFING else [],
    )
