"""What proves a gathering: the declaration, and what the list says of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import (
    get_gathering,
    missing_evidence,
    needs_of,
)
from services.events.gatherings.record import publish_gathering
from services.events.pages import evidence_kinds, listed
from shared.access import in_scope
from shared.i18n import format_short_date
from shared.language.evidence import SIGNED_LIST, family
from shared.language.gatherings import TYPES, needed
from shared.proofs.declaring import Proven


def title(gathering: Gathering) -> str:
    """How a gathering is named where it is one of several."""
    return f"{gathering.title}, {format_short_date(gathering.starts_on)}"


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
    alive=lambda gathering: gathering.status != "cancelled",
    template="events/gatherings/attach.html",
    context=journey,
)


def in_words(row: dict[str, Any]) -> str:
    """The state of evidence of a row of the list (`missing` names what lacks);
    nothing is missing before a gathering was held."""
    words, missing = evidence_kinds(), row["missing"]
    if row["status"] == "held" and not set(needed(row["type"], row["mode"])) & set(row["evidence_kinds"]):
        return _("nothing of the %(needed)s needed", needed=len(missing))
    if row["status"] == "held":
        return _("missing: %(kinds)s", kinds=listed(missing, words)) if missing else _("all there")
    return (
        _("attached: %(kinds)s", kinds=listed(sorted(row["evidence_kinds"]), words))
        if row["evidence_kinds"]
        else ""
    )


def needs_words(gathering_type: str) -> str:
    """What a gathering of this type will need, for the one who chooses the type."""
    return _("needs: %(kinds)s", kinds=listed(TYPES[gathering_type].needs, evidence_kinds()))
