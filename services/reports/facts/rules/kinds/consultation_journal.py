"""Consultation journals."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.centres import CONSULTATION_JOURNALS
from shared.language.records.consultation_journal import ConsultationJournal


def of(journal: ConsultationJournal) -> list[Counted]:
    """A journal counts once, from the day of its first consultation, whoever came."""
    return [counted(CONSULTATION_JOURNALS, journal.first_on)]
