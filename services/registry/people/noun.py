"""People, and who of them is one."""

from __future__ import annotations

from services.registry.people.api import api
from services.registry.people.held import HELD
from services.registry.people.internal import internal
from services.registry.people.models import Person, PersonBlock, PersonPair, PhoneReveal, ProgrammeKey
from services.registry.people.noted import PERSON
from services.registry.people.record import erasure_record, identity_record, person_record
from services.registry.people.views import views
from services.registry.people.week import week
from services.registry.people.wording.history import key, pair, person, reveal
from services.registry.people.wording.pages import words
from shared.language.roles import ADMIN, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

PEOPLE = Noun(
    "people",
    tables=(Person, PersonBlock, PersonPair, PhoneReveal, ProgrammeKey),
    sends=(Sends(Person, person_record), Sends(Person, identity_record), Sends(Person, erasure_record)),
    pages=views,
    takes_notes=(PERSON,),
    api=api,
    week=week,
    words=words,
    internal=internal,
    holds=HELD,
    permissions={
        "person.view": RECORDERS,
        "person.edit": RECORDERS,
        "phone.reveal": RECORDERS,
        "programme_key.renew": (ADMIN,),
    },
    told={"person_pairs": pair, "people": person, "phone_reveals": reveal, "programme_keys": key},
)
