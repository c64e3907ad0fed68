"""Figures as the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.dashboard.wording.verdicts import PROVISOS, VERDICTS
from services.reports.facts.queries import Window
from services.reports.figures.rules.lines import Coverage, Figure, Line
from services.reports.figures.rules.shares import EVEN
from services.reports.figures.rules.summary import chosen, gaps, summary, worries
from services.reports.figures.rules.verdicts import expected
from shared.i18n import format_number
from shared.language.clauses import AT_LEAST, EXACTLY
from shared.language.records.project import Project, Section
from shared.language.verdicts import DONE, WORRYING

MOST_TODO, MOST_TROUBLE, MOST_TITLE = 6, 4, 56


def row(figure: Figure, href: str, window: Window) -> dict[str, Any]:
    """One line of the indicator list."""
    target = figure.target
    pace = None
    if target and figure.comparator in (AT_LEAST, EXACTLY):
        pace = float(100 * Decimal(expected(figure, target, window.until)) / target)
    return {
        **vars(figure),
        "is_share": figure.is_share,
        "needed": figure.needed,
        "words": said(figure),
        "clauses": told(figure),
        "notes": late_words(figure),
        "share_words": share_words(figure),
        "href": href,
        "pace": pace,
        "evidence": {**vars(figure.evidence), "href": f"{href}#records"},
    }


def said(figure: Figure) -> str:
    """The verdict in words, with what it must not be said without."""
    return str(PROVISOS[figure.proviso]) if figure.proviso else verdict_word(figure.verdict)


def told(figure: Figure) -> list[dict[str, Any]]:
    """The clauses of a figure; one that nobody measures says so."""
    return [
        clause
        if clause["met"] is not None
        else {**clause, "text": _("not checked automatically: %(text)s", text=clause["text"])}
        for clause in figure.clauses
    ]


def share_words(figure: Figure) -> str:
    """That a region's target is only guessed, or nothing."""
    return _("even share") if figure.share == EVEN else ""


def late_words(figure: Figure) -> list[str]:
    """How many records came after the term, when any did."""
    return (
        [ngettext("%(num)s record is after the term", "%(num)s records are after the term", figure.late)]
        if figure.late
        else []
    )


def verdict_word(code: str) -> str:
    """A verdict as the pages say it."""
    return str(VERDICTS[code])


def sections(
    project: Project, figures: list[Figure], query: str, window: Window, verdict: str = ""
) -> list[dict[str, Any]]:
    """The plan's tree with figures; with a verdict or "attention", only those indicators;
    its counts are the whole section's."""
    by_id = {
        figure.id: row(figure, f"/reports/indicators/{figure.code}{query}", window) for figure in figures
    }
    wanted = {figure.id for figure in chosen(figures, verdict)}
    tree = [branch(section, by_id, wanted) for section in (project.plan.sections if project.plan else ())]
    return [section for section in tree if section["activities"]]


def branch(section: Section, by_id: dict[str, dict[str, Any]], wanted: set[str]) -> dict[str, Any]:
    """One section with those of its activities that have a wanted indicator."""
    every = [by_id[item.id] for activity in section.activities for item in activity.indicators]
    return {
        "title": section.title,
        "activities": [
            {
                "code": activity.code,
                "title": activity.title,
                "period": activity.period_text,
                "indicators": [by_id[item.id] for item in activity.indicators if item.id in wanted],
            }
            for activity in section.activities
            if any(item.id in wanted for item in activity.indicators)
        ],
        "with_target": sum(item["target"] is not None for item in every),
        "met": sum(item["verdict"] in DONE for item in every),
    }


def sentence(project: Project, figures: list[Figure], href: str, shown: str = "") -> dict[str, Any]:
    """The first line of the page."""
    state = summary(figures)
    counts = state["verdicts"]
    return {
        "met": state["met"],
        "with_target": state["with_target"],
        "due": project.period_to,
        "counts": counts,
        "href": href,
        "chosen": shown,
        **{name: counts.get(name, 0) for name in WORRYING},
    }


def todo(project: Project, figures: list[Figure], query: str, repeated: int) -> dict[str, Any]:
    """What needs somebody today, figures in trouble first, then files that prove several records,
    then evidence that lacks: the first `items` and how many `more`."""
    titles = told_apart(project, figures)
    trouble = [in_trouble(figure, titles[figure.code], query) for figure in worries(figures)]
    lacking = [unproven(figure, titles[figure.code], query) for figure in gaps(figures)]
    twice = [proving_twice(repeated, query)] if repeated else []
    items = (trouble[:MOST_TROUBLE] + twice + lacking)[:MOST_TODO]
    return {
        "items": items,
        "more": len(chosen(figures, "attention")) - len({item["due"] for item in items if "due" in item}),
    }


def in_trouble(figure: Figure, title: str, query: str) -> dict[str, Any]:
    """An indicator that needs somebody."""
    return {
        "title": title,
        "href": f"/reports/indicators/{figure.code}{query}",
        "icon": f"verdict-{figure.verdict}",
        "verdict": figure.verdict,
        "due": figure.code,
        "reason": trouble_words(figure),
        "overdue": figure.verdict == "not_met",
    }


def unproven(figure: Figure, title: str, query: str) -> dict[str, Any]:
    """An indicator whose records wait for their files."""
    return {
        "title": title,
        "href": f"/reports/indicators/{figure.code}{query}#records",
        "icon": "evidence",
        "reason": lacking_words(figure.evidence),
        "due": figure.code,
    }


def proving_twice(files: int, query: str) -> dict[str, Any]:
    """Files that prove several records."""
    return {
        "title": _("One file proves several records"),
        "href": f"/reports/files{query}",
        "icon": "evidence",
        "reason": ngettext("%(num)s file to check", "%(num)s files to check", files),
    }


def told_apart(project: Project, figures: Sequence[Line]) -> dict[str, str]:
    """Names of indicators by code; those of one name ("Number of participants")
    with the activity they belong to."""
    seen = Counter(figure.name for figure in figures)
    activities = {line.id: line.title for line in project.activities}
    return {
        figure.code: figure.name
        if seen[figure.name] == 1
        else f"{figure.name}: {shorten(activities[figure.activity_id], MOST_TITLE, placeholder='…')}"
        for figure in figures
    }


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
    open_clauses = [clause["text"] for clause in figure.clauses if clause["met"] is False]
    missing = (
        figure.target - figure.actual if figure.target is not None and figure.actual is not None else None
    )
    words = [_("%(count)s short of the target", count=missing)] if missing and missing > 0 else []
    return "; ".join(words + open_clauses)


def chart_title(points: list[dict[str, Any]]) -> str:
    """What came and what the plan needs by now; no verdict: visits in all are nobody's target."""
    known = [point for point in points if point["fact"] is not None]
    if not known:
        return _("Nobody has taken part yet")
    return _(
        "Visits in all: %(fact)s (plan %(plan)s)",
        fact=format_number(known[-1]["fact"]),
        plan=format_number(known[-1]["plan"]),
    )
