"""Releases in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language.releases import CHANNELS, USUAL


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"release_channels": channels, "usual_channels": USUAL}


@once_a_language
def channels() -> Mapping[str, str]:
    """Kinds of places."""
    return {code: said(word) for code, word in CHANNELS.items()}


def release() -> Words:
    """A release in words."""
    fields = {
        "channel": _("Kind of place"),
        "link": _("Address"),
        "published_on": _("Stands there since"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Publication of the report"), fields, {"channel": channels()})
