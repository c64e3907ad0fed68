"""The leaders' pool in words, and how its history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.leaders.queries import AGREED, LEFT, UNASKED
from shared.acts.words import Words
from shared.i18n import once_a_language

SHAPES = {AGREED: "ok", UNASKED: "risk", LEFT: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"leader_states": leader_states(), "leader_shapes": SHAPES}


@once_a_language
def leader_states() -> Mapping[str, str]:
    """States of a leader in the pool."""
    return {
        AGREED: pgettext("pool", "may be contacted"),
        UNASKED: pgettext("pool", "no consent"),
        LEFT: pgettext("pool", "left"),
    }


def leader() -> Words:
    """A leader in words."""
    fields = {
        "joined_on": _("Joined on"),
        "learned_at": _("After which training"),
        "trained_on": _("Day of the training"),
        "topics": _("Topics"),
        "agreed_on": _("Agreed to be contacted on"),
        "left_because": _("Why the person left"),
    }
    return Words(_("Leaders’ pool"), fields)
