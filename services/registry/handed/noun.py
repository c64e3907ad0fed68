"""What the deployment above hands down: plans, obligations, the funds of regions."""

from __future__ import annotations

from services.registry.handed.api import api
from services.registry.handed.inbox import HANDLERS
from services.registry.handed.internal import internal
from services.registry.handed.models import HandedRecord
from services.registry.handed.queries import ACCEPT, VIEW
from services.registry.handed.tasks import looking, pulling, ring, ring_to_look
from services.registry.handed.views import views
from services.registry.handed.week import week
from services.registry.handed.wording import handed_record, words
from shared.language.roles import ADMIN, LEADS
from shared.web.service import Noun

HANDED = Noun(
    "handed",
    tables=(HandedRecord,),
    listens=HANDLERS,
    internal=internal,
    tasks=(pulling, looking),
    ticks=(ring, ring_to_look),
    pages=views,
    api=api,
    words=words,
    week=week,
    permissions={VIEW: (*LEADS, ADMIN), ACCEPT: LEADS},
    told={"handed_records": handed_record},
)
