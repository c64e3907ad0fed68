"""What the journals of the centres hold of a person: whom the consultation was for, and what was asked and
answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from flask_babel import gettext as _
from sqlalchemy import select

from services.events.consultations.models import Consultation
from services.events.consultations.operations import asked_of
from services.events.consultations.wording import topics
from services.events.db import db
from shared.language.evidence import JOURNAL
from shared.language.personal import NOTHING, nameless
from shared.personal.holding import Held, Part, People, papers_of
from shared.plugins.extra import in_full


def entries_of(people: People) -> Sequence[Consultation]:
    """Their consultations, by day."""
    mine = select(Consultation).where(Consultation.person_id.in_(people))
    return db.session.scalars(mine.order_by(Consultation.held_on, Consultation.number)).all()


def named(entry: Consultation, people: People) -> dict[str, str]:
    """The name an entry has."""
    return {entry.name or "": nameless(str(entry.person_id))}


def part(entry: Consultation) -> Part:
    """An entry as it is shown to whose it is."""
    known = [
        (_("Full name"), entry.name or ""),
        (_("Born"), str(entry.birth_year or "")),
        (_("Question"), entry.question),
        (_("Answer"), entry.answer),
        *in_full(asked_of(entry), entry),
    ]
    page, title = f"/events/consultations/{entry.id}", topics().get(entry.topic, entry.topic)
    return Part(_("Consultation"), title, page, entry.held_on, [said for said in known if said[1]])


def papers(entry: Consultation) -> Iterable[Part]:
    """The scans of the journal's month."""
    return papers_of("journal_month", entry.month_id, (JOURNAL,), entry.held_on)


def forget(entry: Consultation, people: People) -> None:
    """Leave the day, the subject and that it was somebody known: the journal counts these."""
    entry.name, entry.birth_year, entry.extra = nameless(str(entry.person_id)), None, {}
    entry.question = entry.answer = NOTHING


HELD = Held(
    of=entries_of, named=named, part=part, forget=forget, region=attrgetter("journal.region"), papers=papers
)
