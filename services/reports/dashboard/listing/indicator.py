"""What the page of one indicator shows: the figure, the records behind it,
and those that bring nothing with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from services.reports.adjustments.queries import PROPOSE, VIEW, WAITING, count_adjustments
from services.reports.dashboard.listing import rows
from services.reports.dashboard.listing.keyed import PAGE, kept, place
from services.reports.dashboard.listing.overview import following, freshness, query_of
from services.reports.dashboard.listing.places import opens, region_names, seen
from services.reports.dashboard.listing.records import Behind, Told, address, columns
from services.reports.dashboard.listing.regional import by_place
from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.behind import records
from services.reports.figures.queries.failing import Failing, failing
from services.reports.figures.queries.idle import how_many, idle
from services.reports.figures.queries.repeated import among
from services.reports.figures.queries.rules import since
from services.reports.figures.rules.idle import Idle
from services.reports.figures.rules.judged import Kept
from services.reports.figures.rules.lines import Figure
from services.reports.figures.wording.adjusted import amount, typed
from services.reports.figures.wording.idle import idle_words
from services.reports.figures.wording.pages import measure_words, needed_words, rule_words
from services.reports.identities.queries import mode_of, names_at
from services.reports.identities.wording import mode_words
from shared.access import actor
from shared.language.records.project import Project
from shared.spoken import place_words

RECORDS, IDLE = "records", "idle"


@dataclass(frozen=True)
class Shown:
    """An indicator as its page shows it, for the cards of other nouns."""

    project: Project
    figure: Figure
    window: Window


@dataclass(frozen=True)
class Unused:
    """A gathering that brings nothing, with a link where it opens for this actor."""

    title: str
    href: str
    settlement: str
    day: date
    why: str


@dataclass(frozen=True)
class Planned:
    """A month the plan sets a target for, with what came in it; None where a share has no base."""

    month: str
    target: Decimal
    fact: Decimal | int | None


def page_of(project: Project, code: str, stamp: str) -> dict[str, Any]:
    """Everything the page of an indicator shows, as of a version read before it."""
    window, page, query = seen(), f"/reports/indicators/{code}", query_of(project)
    figure = queries.get_figure(project, code, window)
    failed = broken(project, figure, window)
    return {
        "row": rows.row(figure, page + query, window),
        "shown": Shown(project, figure, window),
        "counting": counting(project, figure),
        "workbook": f"{page}/records.xlsx{query}",
        "query": query,
        "project_key": project.id,
        "names": region_names(project),
        "fresh": freshness(project, window),
        "months": months(figure),
        "failing": failed,
        **adjusting(project, figure, window),
        "like": f"/events/gatherings/new?project_id={project.id}&like=",
        "behind": behind(project, figure, window, {one.source for one in failed}),
        **unused_gatherings(project, figure, window),
        **by_place(project, figure, window, page),
        **following(page + query + kept(RECORDS, IDLE), stamp),
    }


def behind(project: Project, figure: Figure, window: Window, failed: set[str]) -> Behind:
    """A page of the records behind a figure, whether their reader is told who entered and who proved them,
    which break a condition, and which of their files prove others too."""
    at, named = place(RECORDS, date.fromisoformat, str), actor().can("doer.view")
    found = records(project, figure, window, at.after, PAGE + 1, at.before, named)
    shown, total = at.shown(found), figure.evidence.needed + figure.outside
    listed_at = f"/reports/files{query_of(project)}"
    told = Told(region_names(project), figure.needed, failed, among(project, hashes(shown)), listed_at)
    people = names_of(shown)
    rows = [{**row, "people": people.get(row["source"], [])} for row in shown]
    turned = at.paging(found, lambda row: (row["occurred_on"], row["source"]), total)
    return Behind(columns(told, named), rows, total, address, turned)


def names_of(records: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What those are called who came to gatherings of homes that agreed to tell it, by source; to nobody but
    who decides on doubts."""
    if not actor().everywhere("double.view"):
        return {}
    keys = [row["source"].split("/", 1)[1] for row in records if row["kind"] == "gathering"]
    return {f"gathering/{key}": names for key, names in names_at(keys).items()} if keys else {}


def broken(project: Project, figure: Figure, window: Window) -> list[Failing]:
    """The gatherings that break a condition, where one is broken or waived."""
    judged = [clause.came for clause in figure.clauses if isinstance(clause.came, Kept)]
    return failing(project, figure, window) if any(came.good < came.of for came in judged) else []


def hashes(records: list[dict[str, Any]]) -> set[str]:
    """The SHA-256 of the files of records."""
    files = (file for record in records for file in record.get("evidence", ()))
    return {file["sha256"] for file in files if file["sha256"]}


def counting(project: Project, figure: Figure) -> list[tuple[str, str]]:
    """How it is counted, by which version of the rule, by what a person is known to be one, and what proves
    it: pairs of a label and words."""
    unique = figure.measured is not None and figure.measured.unique
    told = [
        (_("How it is counted"), measure_words(figure.measure)),
        (_("One of these proves it") if figure.needed[1:] else _("What proves it"), needed_words(figure)),
        (_("One person is known"), mode_words(mode_of(project.id)) if unique else ""),
        (_("Rule of counting"), rule_words(figure, since(figure.measured))),
    ]
    return [(label, words) for label, words in told if words]


def unused_gatherings(project: Project, figure: Figure, window: Window) -> dict[str, Any]:
    """A page of the gatherings that bring nothing."""
    at = place(IDLE, date.fromisoformat, str)
    found = idle(project, figure, window, at.after, PAGE + 1, at.before)
    return {
        "idle": [unused(row) for row in at.shown(found)],
        "idle_paging": at.paging(found, lambda row: (row.day, row.key), how_many(project, figure, window)),
    }


def unused(row: Idle) -> Unused:
    """One of them in words."""
    href = row.href if opens(row.href) else ""
    return Unused(row.title, href, place_words(row.settlement), row.day, idle_words(row))


def adjusting(project: Project, figure: Figure, window: Window) -> dict[str, Any]:
    """The adjustments that count and those that wait, and where another is proposed."""
    line = {"project": project.id, "indicator": figure.id}
    may = actor().can(PROPOSE) and figure.measured is not None and not project.closed_on
    return {
        "adjusted": typed(figure) if figure.adjustments else "",
        "recorded": amount(figure, figure.recorded),
        "in_all": amount(figure, figure.actual),
        "waiting": count_adjustments({**line, "state": WAITING}) if actor().can(VIEW) else 0,
        "adjustments": f"/reports/adjustments?{urlencode(line)}" if actor().can(VIEW) else "",
        "adjust": f"/reports/adjustments/new?{urlencode(line)}" if may else "",
    }


def months(figure: Figure) -> list[Planned]:
    """A row a month of those the plan sets a target for."""
    came, nothing = figure.by_month, None if figure.is_share else 0
    return [
        Planned(month, target, came.get(month, nothing)) for month, target in figure.month_targets.items()
    ]
