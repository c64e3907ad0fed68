"""Turkistan region. Face, cap, fields and evidence are data (region.toml); one rule needs code."""

from __future__ import annotations

from datetime import date

from shared.plugins.specifications import ApplicationFacts, GatheringFacts, Problem, hookimpl

NAURYZ = {
    "ru": "В дни Наурыза (21–23 марта) партнёр мероприятий не проводит",
    "kk": "Наурыз күндері (21–23 наурыз) серіктес іс-шара өткізбейді",
    "en": "On the days of Nauryz (21–23 March) the partner holds no gatherings",
}


@hookimpl
def validate(record: GatheringFacts | ApplicationFacts) -> list[Problem]:
    """Refuse a gathering on the days of Nauryz."""
    if isinstance(record, GatheringFacts) and is_nauryz(record.starts_on):
        return [Problem("starts_on", "nauryz", NAURYZ)]
    return []


def is_nauryz(day: date) -> bool:
    """Whether it is one of the three days."""
    return day.month == 3 and 21 <= day.day <= 23
