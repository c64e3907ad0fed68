"""What the page of one indicator shows: the figure, the records behind it,
and those that bring nothing with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from services.reports.dashboard.listing import rows
from services.reports.dashboard.listing.keyed import PAGE, kept
from services.reports.dashboard.listing.keyed import place as place_in
from services.reports.dashboard.listing.overview import following, query_of
from services.reports.dashboard.listing.places import (
    opens,
    region_names,
    region_picture,
    seen,
    tabs,
    visible_regions,
    whole,
)
from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.behind import records
from services.reports.figures.queries.idle import idle
from services.reports.figures.queries.pulse import version
from services.reports.figures.queries.repeated import among
from services.reports.figures.queries.rules import since
from services.reports.figures.rules.lines import Figure, Line, exact_or_none
from services.reports.figures.rules.shares import EVEN, regional
from services.reports.figures.rules.verdicts import verdict
from services.reports.figures.wording import entered, measure_words, needed_words, provers, rule_words
from shared.access import actor
from shared.i18n import format_number
from shared.language.records.project import Project

RECORDS, IDLE = "records", "idle"


def page_of(project: Project, code: str) -> dict[str, Any]:
    """Everything the page of an indicator shows."""
    window, page, query = seen(), f"/reports/indicators/{code}", query_of(project)
    stamp = version(project.id, window)
    figure = queries.get_figure(project, code, window)
    everywhere = figure if window == whole() else queries.get_figure(project, code, whole())
    values = by_region(everywhere, visible_regions(project))
    judged = places(project, code, values, window)
    return {
        "row": rows.row(figure, page + query, window),
        "counting": counting(figure),
        "workbook": f"{page}/records.xlsx{query}",
        "query": query,
        "project_key": project.id,
        "names": region_names(project),
        "values": values,
        "places": judged,
        "months": months(figure),
        "no_region": everywhere.no_region,
        **records_behind(project, figure, window),
        **unused(project, figure, window),
        **regional_views(project, everywhere, values, page, judged),
        **following(page + query + kept(RECORDS, IDLE), stamp),
    }


def records_behind(project: Project, figure: Figure, window: Window) -> dict[str, Any]:
    """A page of the records behind a figure, whether their reader is told who entered and who proved them,
    and which of their files prove others too."""
    at, named = place_in(RECORDS, date.fromisoformat, str), actor().can("doer.view")
    found = records(project, figure, window, at.after, PAGE + 1, at.before, named)
    shown = at.shown(found)
    files = {item["sha256"] for row in shown for item in row.get("evidence", ()) if item["sha256"]}
    total = figure.evidence.needed + figure.outside
    return {
        "records": [{**row, "entered": entered(row), "provers": provers(row)} for row in shown],
        "named": named,
        "paging": at.paging(found, lambda row: (row["occurred_on"], row["source"]), total),
        "repeated": among(project, files),
    }


def counting(figure: Figure) -> list[tuple[str, str]]:
    """How it is counted, by which version of the rule, and what proves it: pairs of a label and words."""
    told = [
        (_("How it is counted"), measure_words(figure.measure)),
        (_("One of these proves it") if figure.needed[1:] else _("What proves it"), needed_words(figure)),
        (_("Rule of counting"), rule_words(figure, since(figure.measured))),
    ]
    return [(label, words) for label, words in told if words]


def by_region(figure: Figure, regions: list[dict[str, str]]) -> dict[str, Any]:
    """What came in each visible region that has a part in the indicator; a share without a base is none."""
    concerned = {*figure.by_region, *figure.region_targets, *figure.regions}
    codes = [region["code"] for region in regions if region["code"] in concerned]
    return {code: figure.by_region.get(code, None if figure.is_share else 0) for code in codes}


def unused(project: Project, figure: Figure, window: Window) -> dict[str, Any]:
    """A page of records that bring nothing, with a link where it opens for this actor."""
    at = place_in(IDLE, date.fromisoformat, str)
    found = idle(project, figure, window, at.after, PAGE + 1, at.before)
    lines = [{**line, "href": line["href"] if opens(line["href"]) else ""} for line in at.shown(found)]
    return {"idle": lines, "idle_paging": at.paging(found, lambda row: (row["day"], row["key"]), None)}


def regional_views(
    project: Project, figure: Figure, values: dict[str, Any], page: str, places: list[dict[str, Any]]
) -> dict[str, Any]:
    """The tabs and the map of the regions, if there is something to show; the map tells each plan."""
    regions, query = visible_regions(project), f"?project={project.id}"
    notes = dict(zip(values, map(place_note, places), strict=True))
    known = {code: value for code, value in values.items() if value is not None}
    return {
        "tabs": tabs(regions, values, page, query) if figure.actual is not None else [],
        "map": region_picture(regions, known, figure.name, page, query, notes) if known else None,
    }


def places(project: Project, code: str, values: dict[str, Any], window: Window) -> list[dict[str, Any]]:
    """A row a region: what the plan wants of it, what came, and the verdict between the two."""
    promise = queries.get_indicator(project, code)
    names = region_names(project)
    return [
        place(regional(promise, frozenset({region})), names.get(region, region), fact, window)
        for region, fact in values.items()
    ]


def place(mine: Line, name: str, fact: Any, window: Window) -> dict[str, Any]:
    """What one region was to do and did; a target of the whole project is nobody's here."""
    word = "" if mine.project_wide else verdict(mine, fact, [], window.until)
    return {
        "name": name,
        "target": exact_or_none(mine.target),
        "even": mine.share == EVEN,
        "fact": fact,
        "verdict": word,
        "words": rows.verdict_word(word) if word else "",
    }


def place_note(place: dict[str, Any]) -> str:
    """The plan of a region and its verdict in a few words; nothing where it has no target."""
    if place["target"] is None:
        return ""
    plan = _("plan %(target)s", target=format_number(place["target"]))
    return f"{plan} ({_('even share')}), {place['words']}" if place["even"] else f"{plan}, {place['words']}"


def months(figure: Figure) -> list[dict[str, Any]]:
    """A row a month of those the plan sets a target for: {month, target, fact}."""
    came, nothing = figure.by_month, None if figure.is_share else 0
    return [
        {"month": month, "target": target, "fact": came.get(month, nothing)}
        for month, target in figure.month_targets.items()
    ]
