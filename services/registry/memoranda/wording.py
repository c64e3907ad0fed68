"""Memoranda in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.memoranda.queries import PROVEN, UNPROVEN, WITHDRAWN
from services.registry.regions.wording import region_options
from shared.acts.words import Words
from shared.i18n import once_a_language

SHAPES = {PROVEN: "ok", UNPROVEN: "risk", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"memorandum_states": memorandum_states(), "memorandum_shapes": SHAPES}


@once_a_language
def memorandum_states() -> Mapping[str, str]:
    """States of a memorandum."""
    return {
        PROVEN: pgettext("memorandum", "proven"),
        UNPROVEN: pgettext("memorandum", "not proven"),
        WITHDRAWN: pgettext("memorandum", "withdrawn"),
    }


def memorandum() -> Words:
    """A memorandum in words."""
    fields = {
        "signed_on": _("Signed on"),
        "valid_until": _("Valid until"),
        "region": _("Region"),
        "subject": _("What it is about"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Memorandum"), fields, {"region": dict(region_options(None))})


def party() -> Words:
    """A party of a memorandum in words."""
    return Words(_("Party"))
