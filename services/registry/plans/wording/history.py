"""How the history of plans is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.plans.wording.pages import plan_statuses
from shared.acts.words import Words


def project() -> Words:
    """A project in words."""
    return Words(_("Project"), {"topic": _("Topic"), "closed_on": _("Closed on")})


def plan() -> Words:
    """A version of a plan in words."""
    fields = {"status": _("State"), "passport": _("Passport"), "team": _("Team"), "reason_text": _("Reason")}
    fields["rules"] = _("Rules of the regions")
    return Words(_("Plan"), fields, {"status": plan_statuses()})


def section() -> Words:
    """A task in words."""
    return Words(_("Task"), {"title": _("Title"), "code": _("Code")}, bare={"position": _("Order changed")})


def activity() -> Words:
    """An activity in words."""
    bare = {"position": _("Order changed"), "section_id": _("Moved to another task")}
    return Words(_("Activity"), {"title": _("Title"), "code": _("Code")}, bare=bare)


def indicator() -> Words:
    """An indicator in words."""
    fields = {"name": _("Title"), "code": _("Code"), "target": _("Target"), "measure": _("Measure")}
    bare = {"position": _("Order changed"), "activity_id": _("Moved to another activity")}
    return Words(_("Indicator"), fields, bare=bare)


def target() -> Words:
    """A target in words."""
    return Words(_("Target"))


def match() -> Words:
    """A line of a revised annex in words."""
    return Words(_("Matched line"))


def wording() -> Words:
    """A Kazakh wording in words."""
    return Words(_("Kazakh wording"), {"kazakh": _("In Kazakh"), "russian": _("In Russian")})
