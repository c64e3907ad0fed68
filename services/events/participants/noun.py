"""Who took part."""

from __future__ import annotations

from services.events.gatherings.record import attendance_record
from services.events.participants.models import Mark, Participant
from services.events.participants.tasks import import_participants
from services.events.participants.told import mark, participant
from services.events.participants.views import views
from shared.language.roles import ADMIN, FIELD, PRESENT, RECORDERS
from shared.outbox import Sends
from shared.web.service import Noun

PARTICIPANTS = Noun(
    "participants",
    tables=(Participant, Mark),
    sends=(Sends(Participant, attendance_record),),
    pages=views,
    permissions={
        "participant.view": PRESENT,
        "person.view": RECORDERS,
        "job.view": (ADMIN, *FIELD),
    },
    tasks=(import_participants,),
    told={"marks": mark, "participants": participant},
)
