"""Who took part."""

from __future__ import annotations

from services.events.participants.models import Participant
from services.events.participants.tasks import import_participants
from services.events.participants.views import views
from shared.language.roles import ADMIN, FIELD, PRESENT, RECORDERS
from shared.web.service import Noun

PARTICIPANTS = Noun(
    "participants",
    tables=(Participant,),
    pages=views,
    permissions={
        "participant.view": PRESENT,
        "person.view": RECORDERS,
        "job.view": (ADMIN, *FIELD),
    },
    tasks=(import_participants,),
)
