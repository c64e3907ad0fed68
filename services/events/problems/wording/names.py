"""Problems in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language import problems
from shared.spoken import label_in_kazakh


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"sectors": sectors(), "priorities": priorities(), "priority_shapes": SHAPES}


SHAPES = {problems.HIGH: "risk", problems.MEDIUM: "warn", problems.LOW: "plain"}


@once_a_language
def sectors() -> Mapping[str, str]:
    """What problems are about."""
    return {name: said(word) for name, word in problems.SECTORS.items()}


@once_a_language
def priorities() -> Mapping[str, str]:
    """How urgent problems are."""
    return {name: said(word) for name, word in problems.PRIORITIES.items()}


def problem() -> Words:
    """A problem in words."""
    fields = {
        "title": _("Problem"),
        "title_kk": label_in_kazakh("problem", _("Problem")),
        "votes": _("Votes"),
        "sector": _("Sector"),
        "priority": _("Priority"),
        "settlement": _("Settlement"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Problem"), fields, {"sector": sectors(), "priority": priorities()})


def protocol() -> Words:
    """A session's protocol in words."""
    fields = {"number": _("Protocol No."), "agenda": _("Agenda"), "decisions": _("Decisions")}
    return Words(_("Protocol of the session"), fields)
