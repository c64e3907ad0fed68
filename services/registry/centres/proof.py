"""What proves a centre, and money for it."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.centres.models import Centre, Funding
from services.registry.centres.operations.holdings import publish_funding, refuse_withdrawn
from services.registry.centres.queries import get_centre, get_funding, in_place, reaches
from services.registry.centres.record import publish_centre
from shared.language import evidence
from shared.proofs.declaring import Need, Proven

CENTRE = Proven(
    kind="centre",
    path="centres",
    model=Centre,
    keeper="centre.open",
    find=get_centre,
    may=reaches,
    tell=publish_centre,
    title=in_place,
    listed=lambda: (_("Community centres"), "/registry/centres"),
    needs=lambda centre: (Need((evidence.OPENING_ACT, evidence.MEMORANDUM)),),
)
FUNDING = Proven(
    kind="funding",
    path="fundings",
    model=Funding,
    keeper="centre.open",
    find=get_funding,
    may=lambda permission, item: reaches(permission, item.centre),
    tell=publish_funding,
    title=lambda item: f"{item.source}: {in_place(item.centre)}",
    listed=lambda: (_("Community centres"), "/registry/centres"),
    needs=lambda item: (Need((evidence.AGREEMENT, evidence.DECISION)),),
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
