"""Answers of an organisation to its region's questions in the text of a letter: `{turkistan.curator}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale

from services.registry.organisations.operations import asked, asked_of
from shared.clock import today
from shared.doors.errors import Invalid
from shared.language.documents import FIELD_GAP
from shared.plugins import extra

Said = Mapping[str, tuple[str, str]]  # label and answer by the name of the field


class FieldUnknown(Invalid):
    """Nothing fills {%(name)s} in a letter to this organisation. Known: %(known)s."""

    code = "field_unknown"


class FieldUnanswered(Invalid):
    """“%(label)s” is not answered of this organisation: write it on its page, or in place of {%(name)s}."""

    code = "field_unanswered"


def named_in(text: str | None) -> list[str]:
    """The fields a text names, each once."""
    return list(dict.fromkeys(FIELD_GAP.findall(text or "")))


def filled(text: str, party: Any | None, region: str | None, language: str) -> str:
    """The text with the organisation's answers in the language of the letter; a new one has none.
    FieldUnknown, FieldUnanswered."""
    with force_locale(language):
        known = answers_of(party) if party else answers_in(region)
    for name in named_in(text):
        check(name, known)
    return FIELD_GAP.sub(lambda gap: known[gap.group(1)][1], text)


def check(name: str, known: Said) -> None:
    """Refuse a name nothing fills; FieldUnknown, FieldUnanswered."""
    if name not in known:
        raise FieldUnknown(field="body", name=name, known=", ".join(f"{{{key}}}" for key in known) or "–")
    label, answer = known[name]
    if not answer:
        raise FieldUnanswered(field="body", name=name, label=label)


def answers_of(party: Any) -> Said:
    """What an organisation answered of what may stand in a letter."""
    return extra.lasting(asked_of(party), party.extra)


def answers_in(region: str | None) -> Said:
    """What a region asks of organisations and may stand in a letter, answered by nobody yet."""
    return extra.lasting(asked(region, today()), {})
