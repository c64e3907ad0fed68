"""Which regions a page looks at, what they are called, and the map of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from textwrap import shorten

from flask import g, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from msgspec.structs import replace

from services.reports.facts.queries import Window
from services.reports.pictures import Value, region_map
from shared.access import actor, scope
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.records.project import Project
from shared.language.roles import READERS
from shared.plugins import plugins
from shared.projects import project_names as shared_names
from shared.web.brand import own_region

READING = frozenset(READERS)


@dataclass(frozen=True)
class Place:
    """A region as a page shows it: its code, its ISO 3166-2 code and its name in the reader's language."""

    code: str
    iso: str
    name: str


@dataclass(frozen=True)
class Tab:
    """A region to choose, with what it brought."""

    label: str
    href: str
    active: bool
    count: Value = None


@dataclass(frozen=True)
class Picture:
    """A picture drawn for a wide and for a narrow page."""

    wide: Markup
    narrow: Markup


def whole() -> Window:
    """Everything this actor may see; in a region's home figures are the region's."""
    mine = actor().at_home(scope("figure.view"))
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
    return not address.startswith(("/events/", "/registry/")) or not READING.isdisjoint(actor().roles)


def visible_regions(project: Project) -> list[Place]:
    """The project's regions this actor may look at."""
    mine, locale = whole().regions, str(get_locale())
    return [
        Place(region.code, region.iso, region.name(locale))
        for region in project.regions
        if mine is None or region.code in mine
    ]


def project_names(projects: list[Project]) -> dict[str, str]:
    """What tells projects apart, by id, with topics short enough for a tab."""
    return shared_names(map(short, projects))


def short(project: Project) -> Project:
    """A project by the first words of its topic."""
    topics = (project.topic, project.topic_kk or "")
    russian, kazakh = (shorten(words, 48, placeholder="…") for words in topics)
    return replace(project, topic=russian, topic_kk=kazakh or None)


def region_names(project: Project) -> dict[str, str]:
    """Names of the project's regions by code."""
    return {region.code: region.name(str(get_locale())) for region in project.regions}


def tabs(regions: list[Place], counts: Mapping[str, Value], address: str) -> list[Tab]:
    """The choice of a region with what each brought, the same whichever is chosen."""
    chosen = request.args.get("region")
    if len(regions) < 2 and not chosen:
        return []
    everywhere = Tab(_("All regions"), address, active=not chosen)
    return [everywhere, *(tab(region, counts, address) for region in regions)]


def tab(region: Place, counts: Mapping[str, Value], address: str) -> Tab:
    """One region to choose."""
    active = request.args.get("region") == region.code
    return Tab(region.name, seen_from(region, address), active, counts.get(region.code))


def seen_from(region: Place, address: str) -> str:
    """The same page seen from a region."""
    return f"{address}&region={region.code}"


def region_picture(
    regions: list[Place],
    values: Mapping[str, Value],
    title: str,
    address: str,
    notes: Mapping[str, str] | None = None,
) -> Picture:
    """The map of values by region code; a region is a link to the page of `address` seen from it,
    with the note on it."""
    drawn = partial(
        region_map,
        {region.iso: values[region.code] for region in regions if region.code in values},
        names={region.iso: region.name for region in regions},
        links={region.iso: seen_from(region, address) for region in regions},
        notes={region.iso: (notes or {}).get(region.code, "") for region in regions},
        locale=str(get_locale()),
        accent=page_accent(),
        title=title,
        chosen=chosen_iso(regions),
    )
    return Picture(Markup(drawn()), Markup(drawn(narrow=True)))


def chosen_iso(regions: list[Place]) -> str:
    """The ISO code of the region the page is seen from, or nothing."""
    asked = request.args.get("region")
    return next((region.iso for region in regions if region.code == asked), "")


def page_accent() -> str:
    """The accent colour of the page: of the reader's own region, or the programme's."""
    return plugins().branding(own_region()).accent
