"""Memoranda."""

from __future__ import annotations

from services.registry.memoranda.api import api
from services.registry.memoranda.cards import on_organisation
from services.registry.memoranda.models import Memorandum, Party
from services.registry.memoranda.proof import MEMORANDUM
from services.registry.memoranda.queries import naming
from services.registry.memoranda.record import memorandum_record
from services.registry.memoranda.views import views
from services.registry.memoranda.wording import memorandum, party, words
from services.registry.organisations.models import Organisation
from shared.language.roles import READERS, RECORDERS
from shared.queue.outbox import Sends, Shown
from shared.web.service import Noun

MEMORANDA = Noun(
    "memoranda",
    tables=(Memorandum, Party),
    sends=(Sends(Memorandum, memorandum_record, (Shown(Organisation, frozenset({"name_kk"}), naming),)),),
    pages=views,
    api=api,
    words=words,
    permissions={"memorandum.view": READERS, "memorandum.record": RECORDERS},
    proves=(MEMORANDUM,),
    cards={"organisation": on_organisation},
    told={"memoranda": memorandum, "memorandum_parties": party},
)
