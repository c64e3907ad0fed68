"""What proves a gathering."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, missing_evidence, needs_of
from services.events.gatherings.record import publish_gathering
from shared.access import in_scope
from shared.i18n import format_short_date
from shared.language.evidence import FEEDBACK, SIGNED_LIST, family
from shared.proofs.declaring import Proven
from shared.spoken import title_of


def title(gathering: Gathering) -> str:
    """How a gathering is named where it is one of several."""
    return f"{title_of(gathering)}, {format_short_date(gathering.starts_on)}"


def journey(gathering: Gathering) -> dict[str, Any]:
    """What the steps above the form show."""
    return {
        "gathering": gathering,
        "missing": missing_evidence(gathering),
    }


GATHERING = Proven(
    kind="gathering",
    path="gatherings",
    model=Gathering,
    keeper="gathering.record",
    family=lambda gathering, kind: family(kind, "gathering", gathering.mode),
    find=get_gathering,
    may=lambda permission, gathering: in_scope(permission, gathering.region),
    tell=publish_gathering,
    title=title,
    listed=lambda: (_("Gatherings"), "/events/gatherings"),
    needs=needs_of,
    first=lambda gathering: SIGNED_LIST,
    sheets=FEEDBACK,
    alive=lambda gathering: gathering.status != "cancelled",
    template="events/gatherings/attach.html",
    context=journey,
)
