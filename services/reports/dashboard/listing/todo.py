"""What needs somebody today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.figures.rules.lines import Coverage, Figure, Line
from services.reports.figures.rules.summary import chosen, gaps, worries
from services.reports.figures.wording.clauses import clause_words
from shared.access import actor, holds
from shared.i18n import format_date
from shared.language.records.project import Project
from shared.language.verdicts import OVERDUE

MOST_TODO, MOST_TROUBLE, MOST_TITLE = 6, 4, 56


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do, with why and where; `due` is the code of the indicator it is about."""

    title: str
    href: str
    icon: str
    reason: str
    due: str = ""
    verdict: str = ""
    overdue: bool = False


@dataclass(frozen=True)
class Todo:
    """The first things to do, and how many indicators `more` wait behind them."""

    items: list[Task]
    more: int


def todo(project: Project, figures: list[Figure], query: str, repeated: int) -> Todo:
    """Figures in trouble first, of them what is overdue and this actor's own work; then files that prove
    several records, then evidence that lacks."""
    titles = told_apart(project, figures)
    trouble = [in_trouble(figure, titles[figure.code], query) for figure in in_turn(figures)]
    lacking = [unproven(figure, titles[figure.code], query) for figure in gaps(figures)]
    twice = [proving_twice(repeated, query)] if repeated else []
    items = (trouble[:MOST_TROUBLE] + twice + lacking)[:MOST_TODO]
    named = {item.due for item in items if item.due}
    return Todo(items, more=len(chosen(figures, "attention")) - len(named))


def in_turn(figures: list[Figure]) -> list[Figure]:
    """The worries, what is overdue and entered by this actor before what is overdue and others' work."""
    return sorted(worries(figures), key=lambda figure: (figure.verdict != OVERDUE, not is_mine(figure)))


def is_mine(figure: Figure) -> bool:
    """Whether this actor enters the records of a figure; of what is no longer late it does not matter."""
    way = figure.way
    page = way.entered if way and figure.verdict == OVERDUE else None
    return page is not None and holds(actor(), page.service, page.permission)


def in_trouble(figure: Figure, title: str, query: str) -> Task:
    """An indicator that needs somebody."""
    return Task(
        title=title,
        href=f"/reports/indicators/{figure.code}{query}",
        icon=f"verdict-{figure.verdict}",
        verdict=figure.verdict,
        due=figure.code,
        reason=trouble_words(figure),
        overdue=figure.verdict in (OVERDUE, "not_met"),
    )


def unproven(figure: Figure, title: str, query: str) -> Task:
    """An indicator whose records wait for their files."""
    return Task(
        title=title,
        href=f"/reports/indicators/{figure.code}{query}#records",
        icon="evidence",
        reason=lacking_words(figure.evidence),
        due=figure.code,
    )


def proving_twice(files: int, query: str) -> Task:
    """Files that prove several records."""
    return Task(
        title=_("One file proves several records"),
        href=f"/reports/files{query}",
        icon="evidence",
        reason=ngettext("%(num)s file to check", "%(num)s files to check", files),
    )


def told_apart(project: Project, figures: Sequence[Line]) -> dict[str, str]:
    """Names of indicators by code; those of one name ("Number of participants")
    with the activity they belong to."""
    seen = Counter(figure.name for figure in figures)
    activities = {line.id: line.title for line in project.activities}
    return {
        figure.code: figure.name if seen[figure.name] == 1 else in_activity(figure, activities)
        for figure in figures
    }


def in_activity(figure: Line, activities: dict[str, str]) -> str:
    """The name of an indicator with the title of its activity, by the activity's id."""
    title = shorten(activities[figure.activity_id], MOST_TITLE, placeholder="…")
    return f"{figure.name}: {title}"


def lacking_words(evidence: Coverage) -> str:
    """How many records wait for their file."""
    return ngettext(
        "Evidence is missing for %(count)s of %(num)s record",
        "Evidence is missing for %(count)s of %(num)s records",
        evidence.needed,
        count=evidence.needed - evidence.present,
    )


def trouble_words(figure: Figure) -> str:
    """Why an indicator is in trouble, in a few words."""
    if figure.verdict == OVERDUE and not figure.actual:
        return overdue_words(figure, _("nothing entered"))
    kept_open = [clause_words(clause) for clause in figure.clauses if clause.met is False]
    words = "; ".join([*shortage(figure), *kept_open])
    return overdue_words(figure, words) if figure.verdict == OVERDUE else words


def overdue_words(figure: Figure, what: str) -> str:
    """Since when a promise is overdue, and what there is of it."""
    return _("overdue since %(day)s, %(what)s", day=format_date(figure.due), what=what)


def shortage(figure: Figure) -> list[str]:
    """How much lacks to the target, when anything does."""
    if figure.target is None or figure.actual is None or figure.actual >= figure.target:
        return []
    return [_("%(count)s short of the target", count=figure.target - figure.actual)]
