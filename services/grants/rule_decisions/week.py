"""Contests that stand still until somebody decides by which rules they go on."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.projects.wording import region_name
from services.grants.rule_decisions.queries import MANAGE, Stopped, stopped
from shared.access import actor
from shared.language.roles import PROJECT_LEAD
from shared.plugins.rulebook import titled
from shared.spoken import title_in
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """What waits for whoever manages contests everywhere."""
    found = stopped() if actor().everywhere(MANAGE) else []
    regions = {row.region for row in found}
    return card_of(
        found,
        thing,
        "/grants/rules",
        title=ngettext(
            "The rules of a contest changed in %(num)s region",
            "The rules of contests changed in %(num)s regions",
            len(regions),
        ),
        why=_("Nothing is awarded there until somebody has decided by which rules the contest goes on."),
        action=_("Look and decide"),
        owner=PROJECT_LEAD,
        icon="lock",
    )


def thing(row: Stopped) -> Thing:
    """One region of a contest, with the plugin that changed."""
    called = f"{region_name(row.region)}: {title_in(row.contest.title, row.contest.title_kk)}"
    return Thing(text=called, href=f"/grants/contests/{row.contest.id}#rules", missing=titled(row.kept))
