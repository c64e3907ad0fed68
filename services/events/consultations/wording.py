"""Consultations in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.events.participants.wording.names import sexes
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language import consultations


def words() -> dict[str, Any]:
    """What templates say of consultations."""
    return {
        "consultation_topics": topics(),
        "consultation_channels": channels(),
        "age_bands": age_bands(),
    }


@once_a_language
def topics() -> Mapping[str, str]:
    """What consultations are about."""
    return {name: said(word) for name, word in consultations.TOPICS.items()}


@once_a_language
def channels() -> Mapping[str, str]:
    """By which way they are given."""
    return {name: said(word) for name, word in consultations.CHANNELS.items()}


@once_a_language
def age_bands() -> Mapping[str, str]:
    """Ages of who stays unnamed."""
    return {name: said(word) for name, word in consultations.AGE_BANDS.items()}


def visitor(name: str | None, sex: str | None, band: str | None) -> str:
    """Who came: the name, or that somebody stays unnamed with sex and age."""
    if name:
        return name
    marks = ", ".join(part for part in (sexes().get(sex or ""), age_bands().get(band or "")) if part)
    return _("unnamed (%(marks)s)", marks=marks)


def consultation() -> Words:
    """A consultation in words."""
    fields = {
        "number": _("Number"),
        "held_on": _("Day"),
        "topic": _("Subject"),
        "question": _("Question"),
        "answer": _("Answer"),
        "channel": _("How it was given"),
        "minutes": _("Minutes"),
        "consultant": _("Consultant"),
        "name": _("Name"),
        "birth_year": _("Year of birth"),
        "sex": _("Sex"),
        "age_band": _("Age"),
        "referral": _("Referred to"),
        "extra": _("Asked by the region"),
    }
    values = {"topic": topics(), "channel": channels(), "age_band": age_bands(), "sex": sexes()}
    return Words(_("Consultation"), fields, values)


def journal() -> Words:
    """A journal in words."""
    return Words(_("Consultation journal"), {"last_number": _("Last number")})


def journal_month() -> Words:
    """A month of a journal in words."""
    fields = {"month": _("Month"), "closed_on": _("Closed on")}
    return Words(_("Month of the journal"), fields)
