"""Who those are that led a gathering, asked of the registry as people of a list are.

Each name is asked once: whoever led an earlier gathering of the project in the region, or stands on the very
list, by the same name is the same person. Nothing is locked while the registry is asked.
"""

from __future__ import annotations

import uuid

from sqlalchemy import column, func, select, true
from sqlalchemy.dialects.postgresql import JSONB

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import Trainer, word_of
from services.events.participants.operations.matching import match, wire
from services.events.participants.queries import participants_of
from shared.doors.transaction import carry_out, let_go
from shared.language.gatherings import CANCELLED
from shared.queue.jobs import Progress

PART = 200
EACH = func.jsonb_array_elements(Gathering.trainers).table_valued(column("value", JSONB), name="each")


def know_trainers(advance: Progress) -> int:
    """Link everybody who led a gathering to a person; how many gatherings were looked at."""
    looked = 0
    while waiting := gatherings_asking():
        for gathering_id in waiting:
            know_those_of(gathering_id)
            looked += 1
        advance(looked, looked)
    return looked


def gatherings_asking() -> list[uuid.UUID]:
    """The next gatherings with somebody nobody knows yet."""
    unknown = select(EACH.c.value).where(~EACH.c.value.has_key("person_id")).correlate(Gathering).exists()
    asked = select(Gathering.id).where(Gathering.status != CANCELLED, unknown)
    return list(db.session.scalars(asked.order_by(Gathering.id).limit(PART)))


def know_those_of(gathering_id: uuid.UUID) -> None:
    """Link those who led one gathering."""
    gathering = db.session.get_one(Gathering, gathering_id)
    known = known_names(gathering)
    fresh = [each["name"] for each in unknown_of(gathering) if word_of(each["name"]) not in known]
    where = f"trainers of {gathering.id}", gathering.region
    people = [wire({"name": name, "settlement": None}) for name in dict.fromkeys(fresh)]
    let_go()
    answers = match(*where, people) if people else []
    known |= {
        word_of(row["name"]): str(found["person_id"]) for row, found in zip(people, answers, strict=True)
    }
    carry_out(link, gathering_id, known)


def unknown_of(gathering: Gathering) -> list[Trainer]:
    """Those who led it and are nobody yet."""
    return [each for each in gathering.trainers if "person_id" not in each]


def known_names(gathering: Gathering) -> dict[str, str]:
    """Whom the names of those who led it mean already: on its list, else at earlier gatherings."""
    wanted = {word_of(each["name"]) for each in unknown_of(gathering)}
    listed: dict[str, list[str]] = {}
    for line in participants_of(gathering.id):
        listed.setdefault(word_of(line.name), []).append(str(line.person_id))
    on_list = {name: ids[0] for name, ids in listed.items() if len(ids) == 1}
    return {name: person for name, person in (led_before(gathering) | on_list).items() if name in wanted}


def led_before(gathering: Gathering) -> dict[str, str]:
    """Everybody who led gatherings of the project in the region, by name; the first one of a name."""
    person = EACH.c.value["person_id"].astext
    where = Gathering.project_id == gathering.project_id, Gathering.region == gathering.region
    named = select(EACH.c.value["name"].astext, person).select_from(Gathering).join(EACH, true())
    rows = db.session.execute(named.where(*where, person.is_not(None)).order_by(Gathering.id.desc()))
    return {word_of(name): who for name, who in rows}


def link(gathering_id: uuid.UUID, known: dict[str, str]) -> None:
    """Write who they are beside their names; whoever was corrected meanwhile is asked anew."""
    gathering = db.session.get_one(Gathering, gathering_id, with_for_update=True, populate_existing=True)
    gathering.trainers = [
        {"person_id": known[word_of(each["name"])], **each} if word_of(each["name"]) in known else each
        for each in gathering.trainers
    ]
