"""What of figures waits for somebody: what is overdue, what is in danger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.dashboard.listing.places import seen
from services.reports.dashboard.listing.todo import told_apart, trouble_words
from services.reports.figures.queries import figures as queries
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.summary import worries
from shared.access import actor, holds
from shared.language.records.project import Project
from shared.language.roles import LEADS, PROJECT_LEAD
from shared.language.verdicts import OVERDUE
from shared.spoken import spoken
from shared.web.week import Card, Thing, card_of

MOST_PROJECTS = 3


def week() -> Iterator[Card]:
    """The worries of every project that is under way."""
    for project in queries.under_way("figure.view")[:MOST_PROJECTS]:
        yield from worried(spoken(project))


def worried(project: Project) -> Iterator[Card]:
    """What of a project is this actor's to worry about."""
    figures = queries.figures(project, seen())
    names = told_apart(project, figures)
    mine = [figure for figure in worries(figures) if concerns(figure)]
    late = [figure for figure in mine if figure.verdict == OVERDUE]
    yield from overdue(project, late, names)
    yield from in_danger(project, [figure for figure in mine if figure not in late], names)


def concerns(figure: Figure) -> bool:
    """Whether the actor leads the project or enters the records of a figure."""
    if actor().roles & set(LEADS):
        return True
    way = figure.way
    page = way.entered if way else None
    return page is not None and holds(actor(), page.service, page.permission)


def overdue(project: Project, late: Sequence[Figure], names: dict[str, str]) -> list[Card]:
    """Indicators whose day has gone by."""
    return card_of(
        late,
        lambda figure: thing(project, figure, names),
        f"/reports/?project={project.id}&verdict=attention#indicators",
        title=ngettext("%(num)s indicator is overdue", "%(num)s indicators are overdue", len(late)),
        why=project.topic,
        action=_("See what is missing"),
        day=attrgetter("due"),
        late=True,
        owner=PROJECT_LEAD,
        icon="verdict-overdue",
    )


def in_danger(project: Project, others: Sequence[Figure], names: dict[str, str]) -> list[Card]:
    """Indicators that are not fulfilled, not done yet, or will miss their target at this pace."""
    return card_of(
        others,
        lambda figure: thing(project, figure, names),
        f"/reports/?project={project.id}&verdict=attention#indicators",
        title=ngettext("%(num)s indicator needs attention", "%(num)s indicators need attention", len(others)),
        why=project.topic,
        action=_("See what is missing"),
        day=attrgetter("due"),
        owner=PROJECT_LEAD,
        icon="verdict-at_risk",
    )


def thing(project: Project, figure: Figure, names: dict[str, str]) -> Thing:
    """One indicator with what is missing of it."""
    page = f"/reports/indicators/{figure.code}?project={project.id}"
    return Thing(text=f"{figure.code} {names[figure.code]}", href=page, missing=trouble_words(figure))
