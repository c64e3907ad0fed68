"""What has to exist soon, or should exist already, and is somebody's work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.figures.queries.figures import under_way
from services.reports.obligations.queries import standings
from services.reports.obligations.rules.standing import Standing
from services.reports.obligations.wording import called, lacking, monthly
from shared.access import actor
from shared.clock import today
from shared.i18n import current_locale
from shared.language.obligations import DUE, OVERDUE, PLANNED
from shared.language.records.project import Project
from shared.language.roles import LEADS, PROJECT_LEAD
from shared.spoken import spoken
from shared.web.week import Card, Thing, card_of

MOST_PROJECTS, SOON = 3, timedelta(days=14)


def week() -> Iterator[Card]:
    """What is overdue, and what is due within two weeks, of every project under way."""
    if not actor().can("obligation.view"):
        return
    for project in map(spoken, under_way("obligation.view")[:MOST_PROJECTS]):
        mine = [item for item in standings(project) if concerns(item)]
        yield from overdue(project, [item for item in mine if item.state == OVERDUE])
        yield from coming(project, [item for item in mine if is_near(item)])


def concerns(item: Standing) -> bool:
    """Whether it is the actor's own work, or he leads the project and answers for all of it."""
    return bool(actor().roles & {item.obligation.owner, *LEADS})


def is_near(item: Standing) -> bool:
    """Whether it is due within two weeks."""
    return item.state in (DUE, PLANNED) and item.obligation.due_on <= today() + SOON


def overdue(project: Project, late: list[Standing]) -> list[Card]:
    """What should exist already."""
    title = ngettext("%(num)s obligation is overdue", "%(num)s obligations are overdue", len(late))
    return card(project, late, "overdue", title=title, late=True, icon="verdict-overdue")


def coming(project: Project, near: list[Standing]) -> list[Card]:
    """What has to exist within two weeks."""
    title = ngettext(
        "%(num)s obligation is due within two weeks",
        "%(num)s obligations are due within two weeks",
        len(near),
    )
    return card(project, near, "due", title=title, icon="calendar")


def card(project: Project, rows: list[Standing], state: str, **said: object) -> list[Card]:
    """The card of some of them; whose work it is where it is one person's, else the lead's."""
    owners = {item.obligation.owner for item in rows}
    by_month, regions = monthly(project), {region.code: region for region in project.regions}

    def thing(item: Standing) -> Thing:
        one = item.obligation
        place = regions[one.region].name(current_locale()) if one.region in regions else ""
        name = ", ".join(filter(None, (called(one, by_month), place)))
        return Thing(text=name, href=one.page, missing=lacking(item))

    return card_of(
        rows,
        thing,
        f"/reports/obligations?project={project.id}&state={state}",
        day=lambda item: item.obligation.due_on,
        why=project.topic,
        action=_("See what is missing"),
        owner=owners.pop() if len(owners) == 1 else PROJECT_LEAD,
        **said,
    )
