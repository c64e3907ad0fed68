"""Surveys in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.events.projects.wording import region_options
from services.events.surveys.queries import CLOSED, ENDED, PLANNED, RUNNING
from services.events.surveys.rules.results import per_cent
from shared.acts.words import Words
from shared.i18n import format_percent, format_short_date, once_a_language, said
from shared.language.questionnaires import WAYS

SHAPES = {PLANNED: "plain", RUNNING: "ok", ENDED: "risk", CLOSED: "plain"}


def words() -> dict[str, Any]:
    """What templates say of surveys."""
    return {
        "survey_states": survey_states(),
        "survey_shapes": SHAPES,
        "survey_ways": survey_ways(),
        "share_words": share_words,
        "rate_words": rate_words,
        "days_words": days_words,
    }


@once_a_language
def survey_states() -> Mapping[str, str]:
    """States of a survey."""
    return {
        PLANNED: pgettext("of a survey", "planned"),
        RUNNING: pgettext("of a survey", "answers are taken"),
        ENDED: pgettext("of a survey", "over, to be keyed in"),
        CLOSED: pgettext("of a survey", "closed"),
    }


@once_a_language
def survey_ways() -> Mapping[str, str]:
    """How answers come."""
    return {name: said(word) for name, word in WAYS.items()}


def share_words(satisfied: int, base: int) -> str:
    """The share of marks 4 and 5 with its base; without a base it is said that there is none."""
    if not base:
        return _("no mark yet, so no per cent")
    return _("%(share)s (%(part)s of %(base)s)", share=percent(satisfied, base), part=satisfied, base=base)


def rate_words(answered: int, issued: int) -> str:
    """How many sheets came back of those that went out."""
    if not issued:
        return _("no sheet went out yet")
    return _("%(share)s (%(part)s of %(base)s)", share=percent(answered, issued), part=answered, base=issued)


def percent(part: int, base: int) -> str:
    """A share as people write it."""
    return format_percent(per_cent(part, base))


def days_words(row: Any) -> str:
    """The first and the last day of answers."""
    if not row.first_on:
        return "—"
    first, last = format_short_date(row.first_on), format_short_date(row.last_on)
    return first if first == last else f"{first} – {last}"


def survey() -> Words:
    """A survey in words."""
    fields = {
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "opens_on": _("Begins on"),
        "closes_on": _("Ends on"),
        "closed_on": _("Closed on"),
        "region": _("Region"),
        "last_number": _("Sheets issued"),
    }
    return Words(_("Survey"), fields, {"region": dict(region_options(None))})


def sheet() -> Words:
    """A sheet in words."""
    return Words(_("Sheet of the questionnaire"), {"number": _("Number")})


def answer() -> Words:
    """An answer in words; what was answered is nobody's history."""
    return Words(_("Answer"), {"struck_because": _("Struck off")})
