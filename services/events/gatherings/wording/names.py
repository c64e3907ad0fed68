"""Codes and days of gatherings in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.i18n import format_period, format_short_date, once_a_language, said
from shared.language import gatherings
from shared.language.evidence import kinds_of

SHAPES = {"planned": "pace", "held": "ok", "cancelled": "bad", "passed": "warn"}


def words() -> dict[str, Any]:
    """What templates say of gatherings."""
    return {
        "gathering_types": gathering_types(),
        "modes": modes(),
        "gathering_statuses": gathering_statuses(),
        "evidence_kinds": evidence_kinds(),
        "status_shapes": SHAPES,
        "days": days,
        "listed": listed,
        "led": led,
    }


def short_days(starts_on: date, ends_on: date | None, locale: str | None = None) -> str:
    """The day or days of a gathering in a list, in the reader's language or another."""
    last = f" – {format_short_date(ends_on, locale)}" if ends_on and ends_on != starts_on else ""
    return format_short_date(starts_on, locale) + last


def days(starts_on: date, ends_on: date | None, short: bool = False) -> str:
    """The day or days of a gathering: "12 апреля 2022 г.", "12–13 апреля 2022 г.",
    short "12.04.2022 – 13.04.2022"."""
    return short_days(starts_on, ends_on) if short else format_period(starts_on, ends_on or starts_on)


def listed(codes: Iterable[str], words: Mapping[str, str]) -> str:
    """Names inside a sentence: "программа, список с подписями"."""
    return ", ".join(words[code][:1].lower() + words[code][1:] for code in codes)


def led(trainers: Iterable[Mapping[str, str]]) -> list[str]:
    """Those who led a gathering: "Ибраева Сауле, тренер"."""
    return [", ".join(filter(None, (each["name"], each["role"]))) for each in trainers]


@once_a_language
def gathering_types() -> Mapping[str, str]:
    """Types of gatherings."""
    return {name: said(kind.words) for name, kind in gatherings.TYPES.items()}


@once_a_language
def modes() -> Mapping[str, str]:
    """How people meet."""
    return {name: said(words) for name, words in gatherings.MODES.items()}


@once_a_language
def gathering_statuses() -> Mapping[str, str]:
    """States of a gathering."""
    return {name: said(words) for name, words in gatherings.STATUSES.items()}


@once_a_language
def evidence_kinds() -> Mapping[str, str]:
    """Kinds of evidence."""
    return {kind.name: said(kind.words) for kind in kinds_of("gathering")}
