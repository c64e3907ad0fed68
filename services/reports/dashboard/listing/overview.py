"""What the overview of a project shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from services.reports.copies.queries import contests
from services.reports.dashboard.listing.own import own_rows
from services.reports.dashboard.listing.places import (
    Picture,
    Place,
    page_accent,
    region_names,
    region_picture,
    seen,
    tabs,
    visible_regions,
    whole,
)
from services.reports.dashboard.listing.todo import todo
from services.reports.dashboard.listing.tree import sections, sentence
from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.repeated import how_many
from services.reports.figures.queries.series import (
    is_adjusted,
    participants,
    participants_by_month,
    participants_by_region,
)
from services.reports.figures.rules.lines import Figure
from services.reports.freshness.queries import ages
from services.reports.freshness.wording import fresh_words
from services.reports.pictures import Month, burn_up_chart
from shared.i18n import format_number
from shared.language.records.contest import Contest, Fund
from shared.language.records.project import Project
from shared.spoken import title_of

PAGE = "/reports/"


@dataclass(frozen=True)
class FundTile:
    """The money of one region in a contest; amounts are of the record, in tenge."""

    name: str
    fund: Fund


@dataclass(frozen=True)
class ContestCard:
    """A contest with the funds this actor may see."""

    title: str
    page: str
    funds: list[FundTile]


def page_of(project: Project, stamp: str) -> dict[str, Any]:
    """Everything the overview shows, as of a version read before it."""
    window, query = seen(), query_of(project)
    figures = queries.figures(project, window)
    return {
        "project": project,
        "today": window.until,
        "query": query,
        "todo": todo(project, figures, query, how_many(project, window)),
        "contests": money(project, window),
        "adjusted": is_adjusted(figures),
        "own": own_rows(project, window),
        "fresh": freshness(project, window),
        **by_place(project, figures, window),
        **by_month(project, figures, window),
        **plan_views(project, figures, window, query),
        **following(f"{PAGE}{query}{kept_verdict()}", stamp),
    }


def freshness(project: Project, window: Window) -> list[str]:
    """Until when regions with an installation of their own are known here."""
    names = region_names(project)
    shown = set(names) if window.regions is None else window.regions & set(names)
    return fresh_words(ages(shown), names)


def kept_verdict() -> str:
    """The chosen verdict, for the address of this page."""
    shown = request.args.get("verdict", "")
    return f"&verdict={shown}" if shown else ""


def plan_views(project: Project, figures: list[Figure], window: Window, query: str) -> dict[str, Any]:
    """The sentence and the plan's tree, of the chosen verdict if one is."""
    shown = request.args.get("verdict", "")
    return {
        "verdict": shown,
        "sentence": sentence(project, figures, f"{PAGE}{query}&verdict=", shown),
        "sections": sections(project, figures, query, window, shown),
    }


def by_month(project: Project, figures: list[Figure], window: Window) -> dict[str, Any]:
    """Who came month by month, as a table and as a chart."""
    points = participants_by_month(project, figures, window.until)
    return {"points": points, "chart": chart(points, window)}


def by_place(project: Project, figures: list[Figure], window: Window) -> dict[str, Any]:
    """Who came where, whichever region the page is seen from: the numbers, the tabs and the map."""
    came = participants_by_region(figures) if window == whole() else participants(project, whole())
    regions, address = visible_regions(project), f"{PAGE}?project={project.id}"
    return {
        "came": came,
        "regions": regions,
        "tabs": tabs(regions, came, address),
        "map": picture(regions, came, address),
    }


def picture(regions: list[Place], came: dict[str, int], address: str) -> Picture:
    """The map of who came, with every region a link."""
    values = {region.code: came.get(region.code, 0) for region in regions}
    return region_picture(regions, values, _("Participants by region"), address)


def query_of(project: Project) -> str:
    """The project and the region of this page, for its links."""
    region = request.args.get("region")
    return f"?project={project.id}" + (f"&region={region}" if region else "")


def following(address: str, stamp: str) -> dict[str, Any]:
    """What an open page needs to follow: its address,
    the version it shows (read before its figures) and the real time of day."""
    return {"address": address, "version": stamp, "drawn": datetime.now(UTC)}


def money(project: Project, window: Window) -> list[ContestCard]:
    """The contests with the funds this actor may see."""
    names = region_names(project)
    shown = [card(contest, names, window) for contest in contests(project.id)]
    return [contest for contest in shown if contest.funds]


def card(contest: Contest, names: dict[str, str], window: Window) -> ContestCard:
    """One contest with the money of the regions the window shows."""
    funds = [
        FundTile(names.get(fund.region, fund.region), fund)
        for fund in contest.funds
        if window.regions is None or fund.region in window.regions
    ]
    return ContestCard(title_of(contest), contest.page, funds)


def chart(points: list[Month], window: Window) -> Picture | None:
    """Participants month by month; nothing to draw without a plan's months."""
    return Picture(drawn(points, window), drawn(points, window, narrow=True)) if points else None


def drawn(points: list[Month], window: Window, narrow: bool = False) -> Markup:
    """The chart for one width of page."""
    svg = burn_up_chart(
        points,
        title=chart_title(points),
        unit=_("people"),
        today=window.until,
        accent=page_accent(),
        locale=str(get_locale()),
        narrow=narrow,
    )
    return Markup(svg)


def chart_title(points: list[Month]) -> str:
    """What came and what the plan needs by now; no verdict: visits in all are nobody's target."""
    known = [point for point in points if point.fact is not None]
    if not known:
        return _("Nobody has taken part yet")
    return _(
        "Visits in all: %(fact)s (plan %(plan)s)",
        fact=format_number(known[-1].fact),
        plan=format_number(known[-1].plan),
    )
