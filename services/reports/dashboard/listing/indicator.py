"""What the page of one indicator shows: the figure, the records behind it,
and those that bring nothing with the reason."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.reports.dashboard.listing import rows
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
from services.reports.figures.queries.repeated import repeated
from services.reports.figures.rules.lines import Figure, Line, exact_or_none
from services.reports.figures.rules.shares import EVEN, regional
from services.reports.figures.rules.verdicts import verdict
from services.reports.figures.wording import entered, provers
from shared.access import actor
from shared.i18n import format_number
from shared.language.records.project import Project


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
        **behind(project, figure, window),
        "workbook": f"{page}/records.xlsx{query}",
        "query": query,
        "project_key": project.id,
        "repeated": repeated(project, window),
        "names": region_names(project),
        "values": values,
        "places": judged,
        "months": months(figure),
        "no_region": everywhere.no_region,
        "idle": unused(project, figure, window),
        **regional_views(project, everywhere, values, page, judged),
        **following(page + query, stamp),
    }


def behind(project: Project, figure: Figure, window: Window) -> dict[str, Any]:
    """The records behind the figure, and whether their reader is told who entered and who proved them."""
    named = actor().can("doer.view")
    found = records(project, figure, window, named=named)
    people = [{"entered": entered(record), "provers": provers(record)} for record in found]
    return {
        "records": [{**record, **who} for record, who in zip(found, people, strict=True)],
        "named": named,
    }


def by_region(figure: Figure, regions: list[dict[str, str]]) -> dict[str, Any]:
    """What came in each visible region that has a part in the indicator."""
    concerned = {*figure.by_region, *figure.region_targets, *figure.regions}
    codes = [region["code"] for region in regions if region["code"] in concerned]
    return {code: figure.by_region.get(code, 0) for code in codes}


def unused(project: Project, figure: Figure, window: Window) -> list[dict[str, Any]]:
    """Records that bring nothing, with a link where it opens for this actor."""
    lines = idle(project, figure, window)
    return [{**line, "href": line["href"] if opens(line["href"]) else ""} for line in lines]


def regional_views(
    project: Project, figure: Figure, values: dict[str, Any], page: str, places: list[dict[str, Any]]
) -> dict[str, Any]:
    """The tabs and the map of the regions, if there is something to show; the map tells each plan."""
    regions, query = visible_regions(project), f"?project={project.id}"
    notes = dict(zip(values, map(place_note, places), strict=True))
    return {
        "tabs": tabs(regions, values, page, query) if figure.actual is not None else [],
        "map": region_picture(regions, values, figure.name, page, query, notes) if values else None,
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
    came = figure.by_month
    return [
        {"month": month, "target": target, "fact": came.get(month, 0)}
        for month, target in figure.month_targets.items()
    ]
