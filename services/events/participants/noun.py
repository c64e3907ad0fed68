"""Who took part."""

from __future__ import annotations

from services.events.gatherings.operations import KNOW_TRAINERS
from services.events.participants.api import api
from services.events.participants.cards import on_gathering
from services.events.participants.held import HELD
from services.events.participants.inbox import HANDLERS
from services.events.participants.models import ListLayout, Mark, Participant, PersonCopy
from services.events.participants.operations.forgetting import FORGETS
from services.events.participants.operations.questions import asked_of
from services.events.participants.queries import line_seen
from services.events.participants.record import attendance_record
from services.events.participants.tasks import forget_old_lists, import_participants, link_trainers
from services.events.participants.views import views
from services.events.participants.wording.names import words
from services.events.participants.wording.told import mark, participant
from shared.language.roles import ADMIN, FIELD, PRESENT, RECORDERS
from shared.plugins.retention import Answered
from shared.queue.outbox import Sends
from shared.web.service import Noun

PARTICIPANTS = Noun(
    "participants",
    answers=(Answered(Participant, asked_of, line_seen, "participant_id"),),
    tables=(Participant, Mark, ListLayout, PersonCopy),
    sends=(Sends(Participant, attendance_record),),
    pages=views,
    api=api,
    holds=(HELD,),
    permissions={
        "participant.view": PRESENT,
        "person.view": RECORDERS,
        "job.view": (ADMIN, *FIELD),
    },
    listens=HANDLERS,
    cards={"gathering": on_gathering},
    words=words,
    tasks=(import_participants, forget_old_lists, link_trainers),
    nightly=(FORGETS,),
    starts=(KNOW_TRAINERS,),
    told={"marks": mark, "participants": participant},
)
