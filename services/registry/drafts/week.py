"""What of plans waits for the lead."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.plans.models import Plan
from services.registry.plans.queries import drafts
from shared.access import actor
from shared.language.roles import PROJECT_LEAD
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """Versions of a plan that were begun and are not approved."""
    found = drafts() if actor().can("plan.edit") else []
    return card_of(
        found,
        thing,
        "/registry/plans?status=draft",
        title=ngettext("%(num)s plan is not approved yet", "%(num)s plans are not approved yet", len(found)),
        why=_("Records are judged by the approved plan; a draft changes no figure."),
        action=_("Check and approve"),
        owner=PROJECT_LEAD,
        icon="plan",
    )


def thing(plan: Plan) -> Thing:
    """One draft with its version."""
    version = _("version %(number)s", number=plan.no)
    return Thing(text=plan.project.topic, href=f"/registry/plans/{plan.id}", missing=version)
