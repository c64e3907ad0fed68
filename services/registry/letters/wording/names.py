"""Letters in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.letters.models import IN, OUT
from services.registry.letters.queries import ANNULLED, ANSWERED, AWAITED, OVERDUE, PLAIN
from services.registry.regions.wording import region_options
from shared.acts.words import Words
from shared.i18n import format_short_date, once_a_language
from shared.spoken import words_of

SHAPES = {PLAIN: "plain", AWAITED: "pace", OVERDUE: "bad", ANSWERED: "ok", ANNULLED: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"letter_states": letter_states(), "letter_shapes": SHAPES, "letter_number": numbered}


@once_a_language
def letter_states() -> Mapping[str, str]:
    """How a letter may stand."""
    return {
        OVERDUE: pgettext("letter", "the answer is late"),
        AWAITED: pgettext("letter", "awaits an answer"),
        ANSWERED: pgettext("letter", "answered"),
        PLAIN: pgettext("letter", "no answer is needed"),
        ANNULLED: pgettext("letter", "annulled"),
    }


@once_a_language
def directions() -> Mapping[str, str]:
    """Whether a letter came or goes out."""
    return {IN: pgettext("letter", "incoming"), OUT: pgettext("letter", "outgoing")}


def numbered(item: Any) -> str:
    """The number of a letter or of its row: "исх. № 12/2022"."""
    number = f"{item.number}/{item.year}"
    return (
        _("in No. %(number)s", number=number)
        if item.direction == IN
        else _("out No. %(number)s", number=number)
    )


def called(item: Any) -> str:
    """A letter by its number, its day and the other side."""
    return f"{numbered(item)}, {format_short_date(item.dated_on)}, {words_of(item.party, item.party_kk)}"


def letter() -> Words:
    """A letter in words."""
    fields = {
        "dated_on": _("Day of the letter"),
        "their_number": _("Number of the sender"),
        "party": _("From or to whom"),
        "subject": _("What it is about"),
        "answer_until": _("Answer until"),
        "body": _("Text of the letter"),
        "signed_by": _("Who signs"),
        "annulled_because": _("Annulled"),
        "region": _("Region"),
    }
    return Words(_("Letter"), fields, {"region": dict(region_options(None))})


@once_a_language
def template_words() -> Mapping[str, str]:
    """The letters that are written again and again."""
    return {
        "authority": pgettext("letter", "To an akimat"),
        "host": pgettext("letter", "To who gives a room"),
        "media": pgettext("letter", "Invitation of the media"),
        "thanks": pgettext("letter", "Thanks"),
        "report": pgettext("letter", "With a report"),
    }
