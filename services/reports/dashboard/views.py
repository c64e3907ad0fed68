"""The overview of a project, an indicator with what stands behind it, and the exports of both."""
from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from services.reports.copies.inbox import copies_of
from services.reports.dashboard import rows
from services.reports.dashboard.export import workbook_of
from services.reports.db import db
from services.reports.figures import queries
from services.reports.figures.behind import described, records
from services.reports.figures.queries import Window
from services.reports.figures.series import participants_by_month, participants_by_region
from services.reports.pictures import burn_up_chart, region_map
from shared.access import requires, scope
from shared.clock import today
from shared.plugins import plugins

views = Blueprint("dashboard", __name__)


@views.get("/")
@requires("figure.view")
def overview() -> Any:
    """Show where a project stands."""
    projects = queries.projects()
    if not projects:
        return render_template("reports/dashboard/empty.html")
    project = chosen(projects)
    window = seen()
    figures = queries.figures(project, window)
    came, points = participants_by_region(figures), participants_by_month(project, figures, window.until)
    query = f"?project={project['key']}" + (f"&region={request.args['region']}" if request.args.get("region") else "")
    return render_template(
        "reports/dashboard/overview.html",
        project=project,
        projects=projects,
        today=window.until,
        regions=visible_regions(project),
        sentence=rows.sentence(project, figures, f"/reports/{query}&verdict="),
        todo=rows.todo(figures, query),
        query=query,
        sections=rows.sections(project, figures, query, window, request.args.get("verdict", "")),
        pictures=pictures(project, came, points, window),
        came=came,
        points=points,
        contests=money(project, window),
    )


@views.get("/indicators/<code>")
@requires("figure.view")
def indicator(code: str) -> Any:
    """Show one figure and the records behind it."""
    project = chosen(queries.projects())
    window = seen()
    figure = queries.get_figure(project, code, window)
    behind = records(project, figure, window)
    lacking = without_contribution(project, figure, behind, window)
    query = f"?project={project['key']}"
    return render_template(
        "reports/dashboard/indicator.html",
        project=project,
        row=rows.row(figure, f"/reports/indicators/{code}{query}", window),
        records=behind, lacking=lacking,
        names=region_names(project),
        query=query,
        map=region_picture(project, figure["by_region"], figure["name"], query, f"/reports/indicators/{code}"),
    )


def without_contribution(
    project: dict[str, Any], figure: dict[str, Any], behind: list[dict[str, Any]], window: Window
) -> list[dict[str, Any]]:
    """Gatherings that took place and brought nothing to the figure: no list, no programme, no feedback."""
    known = {f"{row['kind']}/{row['id']}" for row in behind}
    missing = sorted(queries.held(figure, queries.sums(project["key"], window)) - known)
    return sorted(described(missing).values(), key=lambda row: str(row["title"]))


@views.get("/indicators.xlsx")
@requires("figure.view")
def export() -> Response:
    """Give the figures on the screen as an Excel file."""
    project = chosen(queries.projects())
    data = workbook_of(project, queries.figures(project, seen()), request.args.get("verdict", ""))
    response = Response(data, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers.set("Content-Disposition", "attachment", filename="indicators.xlsx")
    return response


def chosen(projects: list[dict[str, Any]]) -> dict[str, Any]:
    """The asked project or the newest."""
    asked = request.args.get("project")
    return queries.get_project(asked) if asked or not projects else projects[0]


def seen() -> Window:
    """What this actor looks at: all regions, the asked one, or his own."""
    mine, asked = scope("figure.view"), request.args.get("region")
    regions = mine if not asked else {asked} if mine is None else {asked} & mine
    if regions is not None and len(regions) == 1:
        g.region = next(iter(regions))
    return Window(today(), None if regions is None else frozenset(regions))


def visible_regions(project: dict[str, Any]) -> list[dict[str, str]]:
    """The project's regions this actor may look at."""
    mine = scope("figure.view")
    return [{"code": region["code"], "iso": region["iso"], "name": region.get(str(get_locale())) or region["ru"]}
            for region in project["regions"] if mine is None or region["code"] in mine]


def region_names(project: dict[str, Any]) -> dict[str, str]:
    """Names of the project's regions by code."""
    return {region["code"]: region.get(str(get_locale())) or region["ru"] for region in project["regions"]}


def money(project: dict[str, Any], window: Window) -> list[dict[str, Any]]:
    """The contests with the funds this actor may see."""
    names = region_names(project)
    contests = copies_of(db.session, "contest", project["key"])
    return [{**contest, "funds": [{**fund, "name": names.get(fund["region"], fund["region"])} for fund in contest["funds"]
                                  if window.regions is None or fund["region"] in window.regions]} for contest in contests]


def pictures(project: dict[str, Any], came: dict[str, int], points: list[dict[str, Any]], window: Window) -> dict[str, Any]:
    """The map and the chart, each wide and narrow."""
    accent = page_accent()
    drawn: dict[str, Any] = {"map": region_picture(project, came, _("Participants by region"), f"?project={project['key']}")}
    for name, narrow in (("chart", False), ("chart_narrow", True)):
        drawn[name] = Markup(burn_up_chart(points, title=rows.chart_title(points), unit=_("people"), today=window.until, narrow=narrow,
                                           accent=accent, locale=str(get_locale()))) if points else Markup("")
    return drawn


def region_picture(project: dict[str, Any], values: dict[str, Any], title: str, query: str, page: str = "/reports/") -> dict[str, Markup]:
    """The map of values by region code, wide and narrow; a region is a link to the same page seen from it."""
    regions = visible_regions(project)
    by_iso = {region["iso"]: values.get(region["code"], 0) for region in regions}
    common = {"names": {region["iso"]: region["name"] for region in regions}, "locale": str(get_locale()), "accent": page_accent(),
              "links": {region["iso"]: f"{page}{query}&region={region['code']}" for region in regions}, "title": title}
    return {"wide": Markup(region_map(by_iso, **common)), "narrow": Markup(region_map(by_iso, **common, narrow=True))}


def page_accent() -> str:
    """The accent colour of the page's region."""
    return plugins().branding(g.get("region")).accent
