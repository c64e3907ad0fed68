"""Village plans in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.village_plans.queries import APPROVED, IN_WORK, UNPROVEN, WITHDRAWN
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language import problems, villages

SHAPES = {IN_WORK: "pace", UNPROVEN: "risk", APPROVED: "ok", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "village_plan_states": states(),
        "village_plan_shapes": SHAPES,
        "plan_parts": parts(),
        "offices": offices(),
        "sectors": sectors(),
        "priorities": priorities(),
        "bodies": bodies(),
    }


@once_a_language
def states() -> Mapping[str, str]:
    """States of a plan."""
    return {
        IN_WORK: pgettext("village plan", "in work"),
        UNPROVEN: pgettext("village plan", "approved, no protocol on file"),
        APPROVED: pgettext("village plan", "approved"),
        WITHDRAWN: pgettext("village plan", "withdrawn"),
    }


@once_a_language
def parts() -> Mapping[str, str]:
    """The parts of a plan."""
    return {
        "members": _("Working group"),
        "problems": _("Problems"),
        "measures": _("Measures of inclusion"),
        "activities": _("Activities"),
        "indicators": _("Indicators of the plan"),
    }


@once_a_language
def offices() -> Mapping[str, str]:
    """What somebody is in a working group."""
    return {name: said(word) for name, word in villages.OFFICES.items()}


@once_a_language
def bodies() -> Mapping[str, str]:
    """Who approves a plan."""
    return {name: said(word) for name, word in villages.BODIES.items()}


@once_a_language
def sectors() -> Mapping[str, str]:
    """What problems are about."""
    return {name: said(word) for name, word in problems.SECTORS.items()}


@once_a_language
def priorities() -> Mapping[str, str]:
    """How urgent problems are."""
    return {name: said(word) for name, word in problems.PRIORITIES.items()}


def village_plan() -> Words:
    """A plan in words."""
    fields = {
        "settlement": _("Village"),
        "goal": _("Goal of the plan"),
        "goal_kk": _("Goal of the plan, in Kazakh"),
        "group_formed_on": _("Working group formed on"),
        "approved_on": _("Day of the approval"),
        "approved_by": _("Who approved it"),
        "protocol_number": _("Protocol No."),
        "reopened_because": _("Approval taken back"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Village plan"), fields, {"approved_by": bodies()})


def both(fields: dict[str, str], *names: str) -> dict[str, str]:
    """Fields with those of their Kazakh words."""
    return fields | {f"{name}_kk": _("%(field)s, in Kazakh", field=fields[name]) for name in names}


def member() -> Words:
    """Somebody of the working group in words."""
    return Words(
        _("Member of the working group"),
        both({"office": _("Office"), "represents": _("Speaks for")}, "represents"),
        {"office": offices()},
    )


def problem() -> Words:
    """A problem in words."""
    fields = {
        "title": _("Problem"),
        "sector": _("Sector"),
        "priority": _("Priority"),
        "votes": _("Votes"),
    }
    return Words(_("Problem"), both(fields, "title"), {"sector": sectors(), "priority": priorities()})


def inclusion() -> Words:
    """A measure of inclusion in words."""
    fields = {"for_whom": _("For whom"), "title": _("What is done")}
    return Words(_("Measure of inclusion"), both(fields, "for_whom", "title"))


def activity() -> Words:
    """An activity in words."""
    fields = {
        "title": _("What is done"),
        "starts_on": _("From"),
        "ends_on": _("To"),
        "owner": _("Who answers for it"),
        "funding": _("Source of money"),
    }
    return Words(_("Activity"), both(fields, "title", "owner", "funding"))


def indicator() -> Words:
    """An indicator in words."""
    fields = {
        "title": _("What is measured"),
        "unit": _("Unit"),
        "base": _("Now"),
        "target": _("Target"),
        "due_on": _("By which day"),
    }
    return Words(_("Indicator"), both(fields, "title", "unit"))


TOLD = {
    "members": member,
    "problems": problem,
    "measures": inclusion,
    "activities": activity,
    "indicators": indicator,
}


def in_kazakh(part: str) -> dict[str, str]:
    """The fields of a part that hold Kazakh words, with their labels."""
    return {name: label for name, label in TOLD[part]().fields.items() if name.endswith("_kk")}
