"""Consultations in the journals of the centres."""

from __future__ import annotations

from functools import partial

from services.events.consultations.api import api
from services.events.consultations.held import HELD
from services.events.consultations.importing import IMPORTED
from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.consultations.noted import CONSULTATION
from services.events.consultations.operations import asked_of
from services.events.consultations.queries import VIEW, get_consultation, of_centres
from services.events.consultations.record import journal_record
from services.events.consultations.views import views
from services.events.consultations.wording import consultation, journal, journal_month, words
from services.events.projects.models import CentreCopy
from shared.language.roles import PRESENT
from shared.plugins.retention import Answered
from shared.queue.outbox import Copied, Sends
from shared.web.service import Noun

SEEN = partial(get_consultation, permission=VIEW)
CONSULTATIONS = Noun(
    "consultations",
    tables=(Journal, JournalMonth, Consultation),
    sends=(Sends(Journal, journal_record, copied=(Copied(CentreCopy, of_centres),)),),
    pages=views,
    takes_notes=(CONSULTATION,),
    api=api,
    holds=(HELD,),
    permissions={"consultation.view": PRESENT, "consultation.record": PRESENT},
    words=words,
    imports=(IMPORTED,),
    answers=(Answered(Consultation, asked_of, SEEN, "consultation_id"),),
    told={"consultations": consultation, "journals": journal, "journal_months": journal_month},
)
