"""Turkistan region. Face, cap, fields, evidence and the list to sign are data (region.toml); two rules
need code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from shared.plugins.specifications import ApplicationFacts, Finding, GatheringFacts, Problem, hookimpl

MOST_ASKED = Decimal(500000)
WITHIN = {
    "ru": "Группа просит не больше 500 000 ₸",
    "kk": "Топ 500 000 ₸-ден артық сұрамайды",
    "en": "The group asks for 500,000 ₸ at most",
}
BOARD = {"ru": "Решение совета партнёра", "kk": "Серіктес кеңесінің шешімі", "en": "The partner’s board"}

NAURYZ = {
    "ru": "В дни Наурыза (21–23 марта) партнёр встреч не проводит",
    "kk": "Наурыз күндері (21–23 наурыз) серіктес кездесу өткізбейді",
    "en": "On the days of Nauryz (21–23 March) the partner holds no gatherings",
}


@hookimpl
def validate(record: GatheringFacts | ApplicationFacts) -> list[Problem]:
    """Refuse a gathering on the days of Nauryz."""
    if isinstance(record, GatheringFacts) and is_nauryz(record.starts_on):
        return [Problem("starts_on", "nauryz", NAURYZ)]
    return []


@hookimpl
def check_eligibility(application: ApplicationFacts) -> list[Finding]:
    """A group that asks for more than the board allows gets nothing before its paper is corrected."""
    return [Finding("within_limit", application.requested <= MOST_ASKED, WITHIN, BOARD)]


def is_nauryz(day: date) -> bool:
    """Whether it is one of the three days."""
    return day.month == 3 and 21 <= day.day <= 23
