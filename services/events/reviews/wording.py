"""Reviews in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.events.projects.wording import region_options
from services.events.reviews.queries import PROVEN, UNPROVEN, WITHDRAWN
from shared.acts.words import Words
from shared.i18n import format_percent, once_a_language, said
from shared.language import reviews

SHAPES = {PROVEN: "ok", UNPROVEN: "risk", WITHDRAWN: "plain"}
TONE_SHAPES = {reviews.POSITIVE: "ok", reviews.NEUTRAL: "plain", reviews.NEGATIVE: "risk"}


def words() -> dict[str, Any]:
    """What templates say of reviews."""
    return {
        "tones": tones(),
        "tone_shapes": TONE_SHAPES,
        "networks": networks(),
        "review_states": review_states(),
        "review_shapes": SHAPES,
    }


@once_a_language
def tones() -> Mapping[str, str]:
    """How a review speaks of the project."""
    return {name: said(word) for name, word in reviews.TONES.items()}


@once_a_language
def networks() -> Mapping[str, str]:
    """Where reviews stand."""
    return {name: said(word) for name, word in reviews.NETWORKS.items()}


@once_a_language
def review_states() -> Mapping[str, str]:
    """States of a review."""
    return {
        PROVEN: pgettext("of a review", "proven"),
        UNPROVEN: pgettext("of a review", "no link, no screenshot"),
        WITHDRAWN: pgettext("of a review", "withdrawn"),
    }


def share_words(positive: int, base: int) -> str:
    """The share with its base, in words; without a base there is none."""
    if not base:
        return ""
    share = format_percent(Decimal(positive * 100) / base)
    return _("positive: %(part)s of %(base)s, %(share)s", part=positive, base=base, share=share)


def review() -> Words:
    """A review in words."""
    fields = {
        "network": _("Network"),
        "written_on": _("Day"),
        "tone": _("Tone"),
        "said": _("What was written"),
        "link": _("Link"),
        "region": _("Region"),
        "withdrawn_because": _("Struck off"),
    }
    values = {"network": networks(), "tone": tones(), "region": dict(region_options(None))}
    return Words(_("Review in a social network"), fields, values)
