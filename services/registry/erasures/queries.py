"""What is held of a person in all services, and whose right it is to ask."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import asdict, dataclass
from datetime import date

import orjson

from services.registry.people.models import Person
from services.registry.people.queries import get_person, records_of
from shared.access import actor, in_scope
from shared.clock import local_day
from shared.doors.errors import Conflict
from shared.i18n import current_locale
from shared.peers import ask, ask_each, typed
from shared.personal.holding import Part, parts
from shared.plugins import plugins
from shared.plugins.specifications import ACCESS, PersonalPart, PersonFacts

READ, ERASE = "person.disclose", "person.erase"
NEIGHBOURS = ("events", "grants")


class KnownElsewhere(Conflict):
    """This person is known in a region that is not yours too. Ask whoever works in all of them."""

    code = "known_elsewhere"


@dataclass(frozen=True)
class Everything:
    """All that is held of a person; `silent` are services that did not answer, `regional` is what his regions
    keep besides the suite."""

    parts: list[Part]
    silent: list[str]
    regional: list[Part]

    @property
    def every(self) -> list[Part]:
        """Here and there."""
        return [*self.parts, *self.regional]

    @property
    def goes(self) -> list[Part]:
        """What an erasure takes."""
        return [part for part in self.every if not part.stays]

    @property
    def stays(self) -> list[Part]:
        """What stays, each with its reason."""
        return [part for part in self.every if part.stays]

    @property
    def mark(self) -> str:
        """Its sum: whoever erases says which state of it was read. No words are in it, so a reader may change
        the language in between."""
        told = sorted(map(summed, self.parts))
        return hashlib.sha256(orjson.dumps(told)).hexdigest()


def summed(part: Part) -> tuple[str, str, int, bool]:
    """A part without its words."""
    return part.page, str(part.day or ""), len(part.said), bool(part.stays)


def get_records(person_id: uuid.UUID, permission: str, hold: bool = False) -> list[Person]:
    """A person's records, his own first, all in the actor's regions; NotFound, KnownElsewhere. `hold` keeps
    every other change of people waiting until the commit."""
    person = get_person(person_id, permission, hold)
    records = records_of(person.merged_into or person.id)
    if not all(in_scope(permission, record.region) for record in records):
        raise KnownElsewhere
    return records


def held_of(records: list[Person], permission: str = READ, action: str = ACCESS) -> Everything:
    """Everything that is held of a person where the actor may see it, in his language: the register's own,
    what the neighbours answer, what his regions keep (what they would erase); RuleUnavailable."""
    people, regions = [record.id for record in records], actor().regions(permission)
    reach = None if regions is None else sorted(regions)
    question = {"people": people, "regions": reach, "locale": current_locale()}
    answers, silent = ask_each(
        NEIGHBOURS, lambda service: typed(ask(service, f"/{service}/internal/personal", question), list[Part])
    )
    here = [*parts(people, reach), *(part for said in answers.values() for part in said)]
    return Everything(here, silent, regional_parts(records, action))


def as_data(everything: Everything) -> list[dict[str, object]]:
    """The same as data for the person: {called, title, page, day, said: [{label, value}], stays}."""
    return [
        {**asdict(part), "said": [{"label": label, "value": value} for label, value in part.said]}
        for part in everything.every
    ]


def since(records: list[Person]) -> date | None:
    """The day a person was erased, None where he was not."""
    return max((record.erased_on for record in records if record.erased_on), default=None)


def regional_parts(records: list[Person], action: str, dry_run: bool = True) -> list[Part]:
    """What each region says, core's own last, each once; RuleUnavailable where one cannot be asked."""
    about, regions = facts_of(records), dict.fromkeys(record.region for record in records)
    said = [part for region in regions for part in plugins().personal_data(region, about, action, dry_run)]
    return [as_part(part) for part in {part.code: part for part in said}.values()]


def facts_of(records: list[Person]) -> PersonFacts:
    """A person as a region's rule sees him."""
    own = records[0]
    return PersonFacts(
        id=str(own.id),
        records=tuple(str(record.id) for record in records[1:]),
        settlement=own.settlement or "",
        category=own.category or "",
        since=min(local_day(record.created_at) for record in records),
    )


def as_part(part: PersonalPart) -> Part:
    """What a region says, in the reader's language."""
    title, value, stays = (words.get(current_locale()) or words.get("ru", "") for words in told(part))
    return Part(title, value, "", None, [], stays)


def told(part: PersonalPart) -> tuple[dict[str, str], ...]:
    """The words of a part."""
    return part.title, part.value, part.stays
