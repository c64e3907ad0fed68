"""Turkistan region. Face, cap, fields, evidence and the list to sign are data (region.toml); rules and
a figure of its own need code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from shared.language.measures.gatherings import ATTENDANCE_PERSONS, EVENTS_HELD
from shared.plugins.specifications import (
    ApplicationFacts,
    Computed,
    Counted,
    Finding,
    GatheringFacts,
    IndicatorDef,
    Problem,
    hookimpl,
)

MOST_ASKED = Decimal(500000)
WITHIN = {
    "ru": "Группа просит не больше 500 000 ₸",
    "kk": "Топ 500 000 ₸-ден артық сұрамайды",
    "en": "The group asks for 500,000 ₸ at most",
}
PEOPLE_AT_EACH = {
    "ru": "Участников на одной встрече",
    "kk": "Бір кездесудегі қатысушылар",
    "en": "Participants at a gathering",
}
PEOPLE = {"ru": "чел.", "kk": "адам", "en": "people"}
VISITS = {
    "ru": "Посещения: пришедший дважды считается дважды",
    "kk": "Келулер: екі рет келген адам екі рет саналады",
    "en": "Visits: who came twice counts twice",
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


@hookimpl
def indicators() -> list[IndicatorDef]:
    """What the board looks at first: whether people come."""
    measures = (ATTENDANCE_PERSONS.name, EVENTS_HELD.name)
    return [IndicatorDef("people_at_each", PEOPLE_AT_EACH, PEOPLE, measures, VISITS)]


@hookimpl
def compute_indicator(counted: tuple[Counted, ...]) -> Computed:
    """Visits for each gathering held; without a gathering there is no mean."""
    visits, held = counted
    mean = visits.total / held.total if held.total else None
    return Computed(mean, visits.total, held.total)


def is_nauryz(day: date) -> bool:
    """Whether it is one of the three days."""
    return day.month == 3 and 21 <= day.day <= 23
