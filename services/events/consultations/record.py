"""The journal of a centre as the other services are told about it: no names, no questions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, func, or_, select

from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.consultations.queries import ALL, PEOPLE, UNNAMED
from services.events.db import db
from services.events.projects.queries import known_centre
from shared.language.records.consultation_journal import ConsultationJournal as JournalRecord
from shared.language.records.consultation_journal import Month
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_journal(journal: Journal) -> None:
    """Tell reports the journal's present state."""
    db.session.flush()
    publish(db.session, journal_record(journal))


def journal_record(journal: Journal) -> JournalRecord:
    """Give a journal as it travels; what proves it are the scans of its months that are closed."""
    months = months_of(journal)
    name, kazakh, settlement = place_of(journal)
    return JournalRecord(
        id=str(journal.id),
        page=f"/events/journals?centre_id={journal.centre_id}",
        project_id=str(journal.project_id),
        activity_id=journal.activity_id,
        centre_id=str(journal.centre_id),
        name=name,
        name_kk=kazakh,
        region=journal.region,
        settlement=settlement,
        first_on=db.session.scalar(
            select(func.min(Consultation.held_on)).where(Consultation.journal_id == journal.id)
        ),
        months=tuple(told(month, *counts) for month, *counts in months),
        evidence=tuple(proof for month, *_counts in months if month.closed_on for proof in proofs_of(month)),
        entered_by=journal.entered_by,
    )


def place_of(journal: Journal) -> tuple[str, str, str | None]:
    """The name of the journal's centre, its name in Kazakh and its settlement."""
    found = known_centre(journal.centre_id)
    return (found.name, found.name_kk, found.settlement) if found else ("", "", None)


def months_of(journal: Journal) -> Sequence[Row[JournalMonth, int, int, int]]:
    """The months of a journal that have consultations or were closed without: all, of the unnamed, and
    different people."""
    mine = JournalMonth.journal_id == journal.id, or_(ALL > 0, JournalMonth.closed_on.is_not(None))
    counted = select(JournalMonth, ALL, UNNAMED, PEOPLE).where(*mine).order_by(JournalMonth.month)
    return db.session.execute(counted).all()


def told(month: JournalMonth, entries: int, unnamed: int, people: int) -> Month:
    """A month as it travels."""
    return Month(
        month=month.month,
        consultations=entries,
        unnamed=unnamed,
        people=people,
        closed_on=month.closed_on,
        topics=topics_of(month),
        empty_because=month.empty_because,
    )


def topics_of(month: JournalMonth) -> dict[str, int]:
    """How many consultations of a month each subject had."""
    counted = select(Consultation.topic, func.count().label("number"))
    mine = counted.where(Consultation.month_id == month.id).group_by(Consultation.topic)
    rows = db.session.execute(mine.order_by(Consultation.topic))
    return {row.topic: row.number for row in rows}
