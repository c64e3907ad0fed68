"""Contests in words: states, what an auditor would ask, how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.contests.models import Contest
from shared.acts.words import Words
from shared.i18n import once_a_language

SHAPES = {"draft": "plain", "open": "ok", "closed": "pace", "decided": "plain", "dropped": "plain"}


def words() -> dict[str, Any]:
    """What pages of contests are given."""
    return {"contest_statuses": contest_statuses(), "contest_shapes": SHAPES}


@once_a_language
def contest_statuses() -> Mapping[str, str]:
    """States of a contest."""
    return {
        "draft": pgettext("contest", "draft"),
        "open": pgettext("contest", "open"),
        "closed": pgettext("contest", "closed"),
        "decided": pgettext("contest", "results signed"),
        "dropped": pgettext("contest", "dropped"),
    }


def oddities(contest: Contest) -> list[str]:
    """Milestones in an order an auditor would ask about: said, not forbidden."""
    opened, met, signed = contest.opens_on, contest.commission_on, contest.protocol_on
    said = []
    if contest.regulation_on and contest.regulation_on > opened:
        said.append(_("The regulation was approved after applications began to come."))
    if met and met < opened:
        said.append(_("The commission met before applications began to come."))
    if met and signed and signed < met:
        said.append(_("The protocol was signed before the commission met."))
    return said


def contest() -> Words:
    """A contest in words."""
    fields = {
        "title": _("Title"),
        "opens_on": _("First day"),
        "closes_on": _("Last day"),
        "status": _("State"),
        "average_limit": _("Limit of the average"),
        "grant_cap": _("Largest grant"),
        "regulation_on": _("Regulation approved"),
        "commission_on": _("Commission met"),
        "protocol_on": _("Protocol signed"),
    }
    return Words(_("Contest"), fields, {"status": contest_statuses()})


def fund() -> Words:
    """A regional fund in words."""
    return Words(_("Regional fund"), {"fund": _("Fund")})
