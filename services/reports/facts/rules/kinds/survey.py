"""Surveys."""

from __future__ import annotations

from decimal import Decimal

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.surveys import SATISFACTION
from shared.language.questionnaires import MARKS, SATISFIED
from shared.language.records.survey import Survey


def of(survey: Survey) -> list[Counted]:
    """The marks 4 and 5 count of all marks, on the day of the last answer; a survey that went out and brought
    no mark has no base, and says so."""
    given = dict(zip(MARKS, survey.marks, strict=True))
    satisfied = sum(given[mark] for mark in SATISFIED)
    base = Decimal(sum(given.values()))
    on = survey.last_on or (survey.opens_on if survey.issued else None)
    return [counted(SATISFACTION, on, numerator=satisfied, denominator=base)]
