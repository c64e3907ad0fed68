"""Handovers in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.handovers.queries import differing
from services.grants.projects.wording import region_name
from shared.acts.words import Words
from shared.i18n import once_a_language

SHAPES = {"offered": "pace", "accepted": "ok", "declined": "bad"}


def words() -> dict[str, Any]:
    """What templates say of handovers."""
    return {"handover_states": handover_states(), "handover_shapes": SHAPES}


@once_a_language
def handover_states() -> Mapping[str, str]:
    """States of a handover."""
    return {
        "offered": pgettext("handover", "offered, not answered yet"),
        "accepted": pgettext("handover", "accepted"),
        "declined": pgettext("handover", "declined"),
    }


def handover() -> Words:
    """A handover in words."""
    fields = {"state": _("State"), "reason": _("Reason"), "amount": _("Amount")}
    return Words(_("Handover of a fund"), fields, {"state": handover_states()})


def alarm() -> str:
    """What an administrator must know: funds whose money does not agree with their handovers."""
    wrong = ", ".join(sorted({region_name(region) for _contest, region in differing()}))
    return (
        _("The money of these funds does not agree with their handovers: %(regions)s.", regions=wrong)
        if (wrong)
        else ""
    )
