"""What of a plan nobody confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.obligations.queries import CONFIRM, get_plan_told, projects_under_way, proposal
from services.registry.obligations.rules.differing import Difference
from services.registry.obligations.rules.naming import thing_words
from services.registry.obligations.wording import called
from shared.access import actor
from shared.language.records.project import Project
from shared.language.roles import PROJECT_LEAD
from shared.web.week import Card, Thing, card_of

MOST = 3


def week() -> Iterator[Card]:
    """For each project under way, what its plan asks for and nobody confirmed, or what it changed."""
    if not actor().everywhere(CONFIRM):
        return
    for key in projects_under_way()[:MOST]:
        project = get_plan_told(key)
        _plan, found = proposal(project)
        yield from of_plan(project, found)


def of_plan(project: Project, found: Difference) -> list[Card]:
    """The card of one plan."""
    rows = things(project, found)
    return card_of(
        rows,
        lambda row: row,
        f"/registry/projects/{project.id}/obligations",
        title=ngettext(
            "%(num)s line of the plan waits for you", "%(num)s lines of the plan wait for you", len(rows)
        ),
        why=_("What has to exist is confirmed once, from the plan; then Asar says what is due."),
        action=_("Confirm the work"),
        owner=PROJECT_LEAD,
        icon="plan",
    )


def things(project: Project, found: Difference) -> list[Thing]:
    """What was not confirmed, what is no longer asked for, what moved."""
    page = f"/registry/projects/{project.id}/obligations"
    codes = {item.id: item for line in project.activities for item in line.indicators}
    fresh = [codes[name] for name in found.lacking]
    return [
        *(Thing(text=f"{item.code} {thing_words(item.measure)}", href=page) for item in fresh),
        *(Thing(text=called(row), href=page, missing=_("no longer asked for")) for row in found.unasked),
        *(
            Thing(text=called(row.obligation), href=page, missing=_("its term is another one"))
            for row in found.moved
        ),
    ]
