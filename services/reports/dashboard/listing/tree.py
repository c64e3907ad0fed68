"""The plan's tree with figures, and the sentence above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.reports.dashboard.listing.rows import Row, row
from services.reports.facts.queries import Window
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.summary import chosen, summary
from shared.language.records.project import Activity, Project, Section


@dataclass(frozen=True)
class Branch:
    """One activity with those of its indicators that are shown."""

    code: str
    title: str
    period: str | None
    indicators: list[Row]


@dataclass(frozen=True)
class Tree:
    """One section with those of its activities that have anything to show; its counts are of all of it."""

    title: str
    activities: list[Branch]
    with_target: int
    met: int


@dataclass(frozen=True)
class Sentence:
    """The first line of the page: how many indicators are met of how many, and how many have each verdict;
    `href` is a filter by verdict without the verdict, `chosen` the one that is filtered by."""

    met: int
    with_target: int
    due: date | None
    counts: Mapping[str, int]
    href: str
    chosen: str


def sections(
    project: Project, figures: list[Figure], query: str, window: Window, verdict: str = ""
) -> list[Tree]:
    """The plan's tree with figures; with a verdict or "attention", only those indicators;
    its counts are the whole section's."""
    rows = {figure.id: row(figure, address(figure, query), window) for figure in figures}
    wanted = {figure.id for figure in chosen(figures, verdict)}
    trees = [tree(section, rows, wanted) for section in (project.plan.sections if project.plan else ())]
    return [section for section in trees if section.activities]


def address(figure: Figure, query: str) -> str:
    """The page of an indicator, seen as this page is."""
    return f"/reports/indicators/{figure.code}{query}"


def tree(section: Section, rows: Mapping[str, Row], wanted: set[str]) -> Tree:
    """One section with those of its activities that have a wanted indicator."""
    every = [rows[item.id] for activity in section.activities for item in activity.indicators]
    state = summary(every)
    branches = [branch(activity, rows, wanted) for activity in section.activities]
    return Tree(
        section.title,
        [shown for shown in branches if shown.indicators],
        with_target=state.with_target,
        met=state.met,
    )


def branch(activity: Activity, rows: Mapping[str, Row], wanted: set[str]) -> Branch:
    """One activity with its wanted indicators."""
    shown = [rows[item.id] for item in activity.indicators if item.id in wanted]
    return Branch(activity.code, activity.title, activity.period_text, shown)


def sentence(project: Project, figures: list[Figure], href: str, shown: str = "") -> Sentence:
    """The first line of the page."""
    state = summary(figures)
    return Sentence(
        met=state.met,
        with_target=state.with_target,
        due=project.period_to,
        counts=state.verdicts,
        href=href,
        chosen=shown,
    )
