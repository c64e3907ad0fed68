"""Initiative groups in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.groups.queries import DUE, LAPSED, LASTS, PROVEN, UNPROVEN, WITHDRAWN, YOUNG
from services.registry.regions.wording import region_options
from shared.acts.words import Words
from shared.i18n import once_a_language
from shared.spoken import label_in_kazakh

SHAPES = {PROVEN: "ok", UNPROVEN: "risk", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "group_states": group_states(),
        "group_shapes": SHAPES,
        "group_lasting": group_lasting(),
        "group_questions": group_questions(),
    }


@once_a_language
def group_states() -> Mapping[str, str]:
    """States of a group."""
    return {
        PROVEN: pgettext("group", "proven"),
        UNPROVEN: pgettext("group", "no protocol"),
        WITHDRAWN: pgettext("group", "withdrawn"),
    }


@once_a_language
def group_lasting() -> Mapping[str, str]:
    """What visits found, as a list is narrowed by it."""
    return {
        LASTS: _("sustainable"),
        LAPSED: _("not sustainable"),
        YOUNG: _("not visited yet"),
        DUE: _("to be visited"),
    }


@once_a_language
def group_questions() -> Mapping[str, str]:
    """The questions of the agreed test: a group is sustainable where each is answered with yes."""
    return {
        "meets": _("It met in the last three months"),
        "led": _("It has a leader and three members at least"),
        "acts": _("It did something of its own after its first project"),
    }


def found(lasts: bool | None) -> str:
    """What the last visit found, in words."""
    said = group_lasting()
    return said[YOUNG] if lasts is None else said[LASTS if lasts else LAPSED]


def group() -> Words:
    """A group in words."""
    fields = {
        "name": _("Name of the group"),
        "name_kk": _("Title in Kazakh"),
        "region": _("Region"),
        "settlement": _("Settlement"),
        "problem": _("Problem"),
        "problem_kk": label_in_kazakh("problem", _("Problem")),
        "formed_on": _("Founded on"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Initiative group"), fields, {"region": dict(region_options(None))})


def member() -> Words:
    """A member of a group in words; the name is sealed."""
    return Words(_("Member of the group"))


def check() -> Words:
    """A visit in words."""
    return Words(
        _("Visit"), {"checked_on": _("Visited on"), **group_questions(), "note": _("What was found")}
    )
