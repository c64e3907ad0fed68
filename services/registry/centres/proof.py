"""What proves a centre."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.centres.models import Centre
from services.registry.centres.operations import told
from services.registry.centres.queries import get_centre, in_place, reaches
from shared.language import evidence
from shared.proofs.declaring import Need, Proven

NEEDS = (Need((evidence.OPENING_ACT, evidence.MEMORANDUM)),)

CENTRE = Proven(
    kind="centre",
    path="centres",
    model=Centre,
    keeper="centre.open",
    find=get_centre,
    may=reaches,
    tell=told,
    title=in_place,
    listed=lambda: (_("Community centres"), "/registry/centres"),
    needs=lambda centre: NEEDS,
)
