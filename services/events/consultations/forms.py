"""What the form of a consultation offers, and what it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from services.events.consultations.models import Consultation
from services.events.consultations.operations import asked
from services.events.consultations.queries import RECORD, centres_of, last_typed, said_before
from services.events.gatherings.queries import settlements
from services.events.projects.models import CentreCopy
from shared.access import actor
from shared.clock import local_day, today
from shared.doors.days import day_of
from shared.doors.form import Form
from shared.language.consultations import IN_PERSON
from shared.plugins import extra
from shared.spoken import name_of, place_words

MINUTES = 15
SHOWN = (
    "held_on",
    "topic",
    "question",
    "answer",
    "channel",
    "minutes",
    "consultant",
    "sex",
    "age_band",
    "referral",
    "extra",
)


def remembered(centre: str | None) -> dict[str, Any]:
    """Start values: today, and of what somebody typed last the centre, the consultant and the channel."""
    mine, last = centres_of(RECORD), last_typed(actor().id)
    known = [centre, str(last.journal.centre_id) if last else None, *list(mine)[:1]]
    return {
        "held_on": today(),
        "centre_id": next((key for key in known if key in mine), None),
        "consultant": last.consultant if last else actor().name,
        "channel": last.channel if last else IN_PERSON,
        "minutes": MINUTES,
        "anonymous": "0",
    }


@dataclass(frozen=True)
class Known:
    """What a centre's journal offers while somebody types: visitors with their years of birth, places,
    consultants, where people were sent on to."""

    visitors: Sequence[Any]
    settlements: Sequence[str]
    consultants: Sequence[str]
    referrals: Sequence[str]


def known_at(centre_id: Any) -> Known:
    """What is known in a centre the actor writes for; nothing of any other."""
    centre = centres_of(RECORD).get(str(centre_id))
    if centre is None:
        return Known((), (), (), ())
    met = settlements(centre.project_id, {centre.region})
    return Known(
        visitors=said_before(centre.id, Consultation.name, Consultation.birth_year),
        settlements=sorted({centre.settlement, *met} - {""}),
        consultants=[row[0] for row in said_before(centre.id, Consultation.consultant)],
        referrals=[row[0] for row in said_before(centre.id, Consultation.referral)],
    )


def present(item: Consultation) -> dict[str, Any]:
    """Start values of the form that corrects an entry."""
    return {name: getattr(item, name) for name in SHOWN}


def asked_at(centre_id: Any, day: Any) -> extra.Asked:
    """What the region of a centre the actor writes for asks about a consultation of a day, today while
    none is typed; nothing before a centre is chosen."""
    centre = centres_of(RECORD).get(str(centre_id))
    return asked(centre.region if centre else "", day_of(str(day)) or today())


def questions(form: Form, item: Consultation | None) -> dict[str, Any]:
    """What the part of the form with the region's fields shows; nothing of it needed, it stays folded."""
    here = asked_at(item.journal.centre_id if item else form.value("centre_id"), form.value("held_on"))
    since = local_day(item.created_at) if item else None
    return extra.on_form(replace(here, since=since), form, folds=True)


def own(values: dict[str, Any]) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the centre was changed."""
    return extra.own(values, asked_at(values["centre_id"], values["held_on"]))


def in_address() -> dict[str, Any]:
    """What the address says of a form whose extra fields follow the centre and the day."""
    said = {name: request.args[name] for name in ("centre_id", "held_on") if request.args.get(name)}
    return {**said, "extra": extra.in_address()}


def centre_options(centres: dict[str, CentreCopy]) -> list[tuple[str, str]]:
    """Centres to choose from, with their settlements."""
    return [(key, f"{name_of(centre)}, {place_words(centre.settlement)}") for key, centre in centres.items()]
