"""Where a scan may belong: the records of events that files prove, found by words and by day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, or_, select, true

from services.events.consultations.models import Journal, JournalMonth
from services.events.db import db
from services.events.editions.models import Edition, EditionEntry
from services.events.gatherings.models import Gathering
from services.events.projects.models import CentreCopy
from services.events.publications.models import Publication
from services.events.reviews.models import SocialReview
from services.events.scans.rules.hints import words_in
from services.events.surveys.models import Survey
from shared.doors.errors import NotFound
from shared.language.gatherings import CANCELLED
from shared.proofs.declaring import ATTACH, floor
from shared.reach import in_reach

MOST_SHOWN, MOST_READ, MOST_PROPOSED = 20, 200, 5


@dataclass(frozen=True)
class Place:
    """How the records of a kind are found: the day they are of, the columns whose words name them, their
    region (None where they have none), which of them take files."""

    model: type[Any]
    day: Any
    words: tuple[Any, ...]
    region: Any = None
    takes: ColumnElement[bool] = true()
    monthly: bool = False


CENTRE_NAME = (
    select(CentreCopy.name).where(CentreCopy.id == cast(Journal.centre_id, Text)).correlate(Journal)
).scalar_subquery()
PLACES = {
    "gathering": Place(
        Gathering,
        Gathering.starts_on,
        (Gathering.title, Gathering.settlement),
        Gathering.region,
        Gathering.status != CANCELLED,
    ),
    "publication": Place(
        Publication,
        func.coalesce(Publication.issued_on, Publication.planned_on),
        (Publication.title, Publication.channel),
        Publication.region,
    ),
    "journal_month": Place(
        JournalMonth,
        JournalMonth.month,
        (CENTRE_NAME,),
        Journal.region,
        JournalMonth.closed_on.is_not(None),
        monthly=True,
    ),
    "survey": Place(Survey, Survey.closes_on, (Survey.title,), Survey.region),
    "social_review": Place(
        SocialReview,
        SocialReview.written_on,
        (SocialReview.link, SocialReview.network),
        SocialReview.region,
        SocialReview.withdrawn_because.is_(None),
    ),
    "edition_entry": Place(
        EditionEntry,
        EditionEntry.issued_on,
        (EditionEntry.whom,),
        EditionEntry.region,
        EditionEntry.withdrawn_because.is_(None),
    ),
    "edition": Place(Edition, Edition.issued_on, (Edition.title,)),
}


def found_in(kind: str, words: str, day: date | None) -> list[Any]:
    """The records of a kind that have these words and this day, those the actor may attach files to,
    the newest first."""
    place, noun = PLACES[kind], floor().nouns[kind]
    statement = base(place).where(place.takes, within_reach(place), of_day(place, day), named(place, words))
    rows = db.session.scalars(statement.order_by(place.day.desc(), place.model.id.desc()).limit(MOST_READ))
    return [row for row in rows if noun.may(ATTACH, row)][:MOST_SHOWN]


def base(place: Place) -> Select[Any]:
    """The records of a place; a month stands with its journal."""
    found = select(place.model)
    return found.join(Journal, Journal.id == JournalMonth.journal_id) if place.monthly else found


def within_reach(place: Place) -> ColumnElement[bool]:
    """The condition that a record is of the actor's regions."""
    return true() if place.region is None else in_reach(place.region, ATTACH)


def of_day(place: Place, day: date | None) -> ColumnElement[bool]:
    """The condition that a record is of a day, or of its month."""
    if day is None:
        return true()
    return place.day == (day.replace(day=1) if place.monthly else day)


def named(place: Place, words: str) -> ColumnElement[bool]:
    """The condition that one of its columns has these words."""
    return or_(*(column.icontains(words, autoescape=True) for column in place.words)) if words else true()


def proposed(day: date | None, name: str) -> list[Any]:
    """The records of the day a scan's name says, those whose words stand in the name too first; none where
    it says no day: nothing else is certain enough."""
    if day is None:
        return []
    found = [row for kind in PLACES for row in found_in(kind, "", day)]
    wanted = words_in(name)
    return sorted(found, key=lambda row: -len(wanted & spoken(row)))[:MOST_PROPOSED]


def spoken(record: Any) -> set[str]:
    """The words by which a record goes."""
    return words_in(f"{floor().of(record).title(record)} {getattr(record, 'settlement', '')}")


def record_named(named_so: str, lock: bool = False) -> Any:
    """The record an address names as "gathering:01…", which the actor may attach files to. NotFound."""
    kind, _colon, record_id = named_so.partition(":")
    if kind not in PLACES:
        raise NotFound
    try:
        return floor().nouns[kind].find(uuid.UUID(record_id), ATTACH, lock=lock)
    except ValueError:
        raise NotFound from None


def name_of(record: Any) -> str:
    """How an address names a record."""
    return f"{floor().of(record).kind}:{record.id}"


def filed_under(rows: Iterable[Any]) -> dict[uuid.UUID, Any]:
    """The records scans were filed under, by the scan, one statement a kind."""
    wanted: dict[str, dict[uuid.UUID, uuid.UUID]] = {}
    for row in rows:
        if row.filed_id:
            wanted.setdefault(row.filed_kind, {})[row.id] = row.filed_id
    return {scan: record for kind, ids in wanted.items() for scan, record in records(kind, ids).items()}


def records(kind: str, ids: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The records of one kind by the scans filed under them."""
    model = PLACES[kind].model
    known: Sequence[Any] = db.session.scalars(select(model).where(model.id.in_(set(ids.values())))).all()
    by_id = {row.id: row for row in known}
    return {scan: by_id[record] for scan, record in ids.items() if record in by_id}
