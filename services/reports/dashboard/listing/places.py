"""Which regions a page looks at, what they are called, and the map of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from textwrap import shorten
from typing import Any

from flask import g, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from msgspec.structs import replace

from services.reports.facts.queries import Window
from services.reports.pictures import region_map
from shared.access import actor, scope
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.records.project import Project
from shared.language.roles import READERS
from shared.plugins import plugins
from shared.projects import project_names as shared_names
from shared.web.brand import own_region


def whole() -> Window:
    """Everything this actor may see."""
    mine = scope("figure.view")
    return Window(today(), None if mine is None else frozenset(mine))


def seen() -> Window:
    """What this actor looks at: all regions, the asked one, or his own; another's is NotFound."""
    mine, asked = whole().regions, request.args.get("region")
    if asked and mine is not None and asked not in mine:
        raise NotFound
    regions = mine if not asked else frozenset({asked})
    if regions is not None and len(regions) == 1:
        g.region = next(iter(regions))
    return Window(today(), regions)


def opens(address: str) -> bool:
    """Whether this actor may follow a link to a record or a file;
    a commission member has the pages of grants only."""
    return bool(actor().roles & set(READERS)) or not address.startswith(("/events/", "/registry/"))


def visible_regions(project: Project) -> list[dict[str, str]]:
    """The project's regions this actor may look at."""
    mine = whole().regions
    return [
        {"code": region.code, "iso": region.iso, "name": region.name(str(get_locale()))}
        for region in project.regions
        if mine is None or region.code in mine
    ]


def project_names(projects: list[Project]) -> dict[str, str]:
    """What tells projects apart, by id, with topics short enough for a tab."""
    return shared_names(
        replace(project, topic=shorten(project.topic, 48, placeholder="…")) for project in projects
    )


def region_names(project: Project) -> dict[str, str]:
    """Names of the project's regions by code."""
    return {region.code: region.name(str(get_locale())) for region in project.regions}


def tabs(
    regions: list[dict[str, str]], counts: dict[str, Any], page: str, query: str
) -> list[dict[str, Any]]:
    """The choice of a region with what each brought, the same whichever is chosen."""
    chosen = request.args.get("region")
    if len(regions) < 2 and not chosen:
        return []
    return [
        {"label": _("All regions"), "href": page + query, "active": not chosen},
        *(
            {
                "label": region["name"],
                "href": f"{page}{query}&region={region['code']}",
                "active": chosen == region["code"],
                "count": counts.get(region["code"]),
            }
            for region in regions
        ),
    ]


def region_picture(
    regions: list[dict[str, str]],
    values: dict[str, Any],
    title: str,
    page: str,
    query: str,
    notes: Mapping[str, str] | None = None,
) -> dict[str, Markup]:
    """The map of values by region code, wide and narrow; a region is a link to the same page seen from it,
    with the note on it."""
    by_iso = {region["iso"]: values[region["code"]] for region in regions if region["code"] in values}
    links = {region["iso"]: f"{page}{query}&region={region['code']}" for region in regions}
    said = {region["iso"]: (notes or {}).get(region["code"], "") for region in regions}
    drawn = partial(region_map, by_iso, links=links, notes=said, title=title, **face_of(regions))
    return {"wide": Markup(drawn()), "narrow": Markup(drawn(narrow=True))}


def face_of(regions: list[dict[str, str]]) -> dict[str, Any]:
    """What a map wears on this page: names, language, colour, the region that was chosen."""
    chosen = [region["iso"] for region in regions if region["code"] == request.args.get("region")]
    return {
        "names": {region["iso"]: region["name"] for region in regions},
        "locale": str(get_locale()),
        "accent": page_accent(),
        "chosen": next(iter(chosen), ""),
    }


def page_accent() -> str:
    """The accent colour of the page: of the reader's own region, or the programme's."""
    return plugins().branding(own_region()).accent
