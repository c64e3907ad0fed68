"""People, and who of them is one."""

from __future__ import annotations

from services.registry.people.internal import internal
from services.registry.people.models import Person, PersonBlock, PersonPair, PhoneReveal
from services.registry.people.record import person_record
from services.registry.people.views import views
from services.registry.people.week import week
from services.registry.people.wording.history import pair, person, reveal
from services.registry.people.wording.pages import words
from shared.language.roles import RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

PEOPLE = Noun(
    "people",
    tables=(Person, PersonBlock, PersonPair, PhoneReveal),
    sends=(Sends(Person, person_record),),
    pages=views,
    week=week,
    words=words,
    internal=internal,
    permissions={"person.view": RECORDERS, "person.edit": RECORDERS, "phone.reveal": RECORDERS},
    told={"person_pairs": pair, "people": person, "phone_reveals": reveal},
)
