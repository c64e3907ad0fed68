"""What the overview of a project shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from msgspec.structs import asdict

from services.reports.copies.queries import contests
from services.reports.dashboard.listing import rows
from services.reports.dashboard.listing.places import (
    page_accent,
    region_names,
    region_picture,
    seen,
    tabs,
    visible_regions,
    whole,
)
from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.pulse import version
from services.reports.figures.queries.repeated import how_many
from services.reports.figures.queries.series import (
    participants,
    participants_by_month,
    participants_by_region,
)
from services.reports.pictures import burn_up_chart
from shared.language.records.contest import Contest
from shared.language.records.project import Project

PAGE = "/reports/"


def page_of(project: Project) -> dict[str, Any]:
    """Everything the overview shows."""
    window, shown = seen(), request.args.get("verdict", "")
    stamp = version(project.id, window)
    figures = queries.figures(project, window)
    came = participants_by_region(figures) if window == whole() else participants(project, whole())
    points = participants_by_month(project, figures, window.until)
    regions, query = visible_regions(project), query_of(project)
    return {
        "project": project,
        "today": window.until,
        "query": query,
        "verdict": shown,
        "came": came,
        "regions": regions,
        "points": points,
        **regional_views(project, regions, came),
        "sentence": rows.sentence(project, figures, f"{PAGE}{query}&verdict=", shown),
        "todo": rows.todo(project, figures, query, how_many(project, window)),
        "sections": rows.sections(project, figures, query, window, shown),
        "chart": chart(points, window),
        "contests": money(project, window),
        **following(f"{PAGE}{query}" + (f"&verdict={shown}" if shown else ""), stamp),
    }


def regional_views(project: Project, regions: list[dict[str, str]], came: dict[str, int]) -> dict[str, Any]:
    """The tabs of the regions and the map of who came."""
    return {
        "tabs": tabs(regions, came, PAGE, f"?project={project.id}"),
        "map": picture(project, regions, came),
    }


def picture(project: Project, regions: list[dict[str, str]], came: dict[str, int]) -> dict[str, Markup]:
    """The map of who came, with every region a link."""
    values = {region["code"]: came.get(region["code"], 0) for region in regions}
    return region_picture(regions, values, _("Participants by region"), PAGE, f"?project={project.id}")


def query_of(project: Project) -> str:
    """The project and the region of this page, for its links."""
    region = request.args.get("region")
    return f"?project={project.id}" + (f"&region={region}" if region else "")


def following(address: str, stamp: str) -> dict[str, Any]:
    """What an open page needs to follow: its address,
    the version it shows (read before its figures) and the real time of day."""
    return {"address": address, "version": stamp, "drawn": datetime.now(UTC)}


def money(project: Project, window: Window) -> list[dict[str, Any]]:
    """The contests with the funds this actor may see."""
    names = region_names(project)
    shown = [
        {"title": contest.title, "page": contest.page, "funds": funds(contest, names, window)}
        for contest in contests(project.id)
    ]
    return [contest for contest in shown if contest["funds"]]


def funds(contest: Contest, names: dict[str, str], window: Window) -> list[dict[str, Any]]:
    """The money of the regions the window shows, each with the name of its region."""
    return [
        {**asdict(fund), "name": names.get(fund.region, fund.region)}
        for fund in contest.funds
        if window.regions is None or fund.region in window.regions
    ]


def chart(points: list[dict[str, Any]], window: Window) -> dict[str, Markup]:
    """Participants month by month, wide and narrow."""
    common: dict[str, Any] = {
        "title": rows.chart_title(points),
        "unit": _("people"),
        "today": window.until,
        "accent": page_accent(),
        "locale": str(get_locale()),
    }
    return (
        {
            name: Markup(burn_up_chart(points, **common, narrow=name == "narrow"))
            for name in ("wide", "narrow")
        }
        if points
        else {}
    )
