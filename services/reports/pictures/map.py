"""The schematic map: the project's regions in colour, the rest as ground;
credits of the outlines are in their file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from services.reports.pictures.drawing import Value, draw, figure, tint
from services.reports.pictures.labels import Label, Text, placed
from services.reports.pictures.outlines import country
from shared.i18n import current_locale

GENERIC_WORDS = re.compile(r"^область | область$| облысы$| Region$")
NARROW, ALONE, ON_PAGE = 350, 640, 540  # widths in pixels
UNKNOWN = "#ffffff"

Pairs = tuple[tuple[str, str], ...]


def short_name(name: str) -> str:
    """A region's name without the word for a region: "Туркестанская область" -> "Туркестанская"."""
    return GENERIC_WORDS.sub("", name)


@dataclass(frozen=True)
class Area:
    """An outline; `fill` is None on the ground, `known` is whether there is a figure."""

    d: str
    fill: str | None
    known: bool
    link: str | None
    chosen: bool
    hint: str | None


@dataclass(frozen=True)
class Dot:
    """A city that is a region of its own; `active` in a project that works there."""

    x: float
    y: float
    active: bool
    link: str | None
    hint: str | None


@dataclass(frozen=True)
class Shown:
    """What a map shows; the pairs are keyed by ISO 3166-2 code."""

    figures: tuple[tuple[str, Value], ...]
    named: Pairs
    linked: Pairs
    noted: Pairs
    locale: str
    accent: str
    title: str
    standalone: bool
    narrow: bool
    chosen: str

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The figures of the project's regions."""
        return dict(self.figures)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of regions."""
        return dict(self.named)

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Pages of regions."""
        return dict(self.linked)

    @cached_property
    def hints(self) -> Mapping[str, str]:
        """What is said of each region: its name, its figure and the note on it."""
        notes = dict(self.noted)
        return {iso: self._hint(iso, notes.get(iso, "")) for iso in self.values}

    def _hint(self, iso: str, note: str) -> str:
        said = f"{self.names.get(iso, iso)}: {figure(self.values[iso], self.locale)}"
        return f"{said}, {note}" if note else said

    @property
    def width(self) -> int:
        """The width of the picture in pixels."""
        if self.narrow:
            return NARROW
        return ALONE if self.standalone else ON_PAGE


def region_map(
    values: Mapping[str, Value],
    *,
    names: Mapping[str, str],
    links: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    locale: str,
    accent: str,
    title: str,
    standalone: bool = False,
    narrow: bool = False,
    chosen: str = "",
) -> str:
    """The country with the project's regions coloured by value, as SVG text.

    `values`, `names`, `links` and `notes` (said besides the value) are keyed by ISO 3166-2 code (`KZ-61`);
    the keys of `values` are the project's regions, everything else is ground;
    None is "no data", never 0. `narrow` is drawn for 350 px.
    A region with a link is a link, except in a standalone file; the `chosen` one is outlined.
    """
    shown = Shown(
        figures=tuple(values.items()),
        named=tuple(names.items()),
        linked=() if standalone else tuple((links or {}).items()),
        noted=tuple((notes or {}).items()),
        locale=current_locale(locale),
        accent=accent,
        title=title,
        standalone=standalone,
        narrow=narrow,
        chosen=chosen,
    )
    return drawn(shown)


@lru_cache(maxsize=256)
def drawn(shown: Shown) -> str:
    """The drawing itself; finding room for the labels takes longer than the rest of a page,
    and figures change seldom."""
    full_width, full_height = country().size
    scale = shown.width / full_width
    return draw(
        "map.svg",
        title=shown.title,
        description="; ".join(shown.hints.values()),
        width=shown.width,
        height=round(full_height * scale),
        scale=scale,
        areas=areas(shown),
        points=dots(shown, scale),
        labels=labels(shown, scale),
        accent=shown.accent,
        standalone=shown.standalone,
        linked=bool(shown.links),
    )


def areas(shown: Shown) -> list[Area]:
    """The outlines: ground first, then the project's regions, the chosen one on top."""

    def height(iso: str) -> tuple[bool, bool, bool]:
        return iso == shown.chosen, iso in shown.values, shown.values.get(iso, 0) is None

    return [area(iso, shown) for iso in sorted(country().regions, key=height)]


def area(iso: str, shown: Shown) -> Area:
    """One outline."""
    return Area(
        d=country().regions[iso].d,
        fill=fill(shown.values[iso], shown) if iso in shown.values else None,
        known=shown.values.get(iso) is not None,
        link=shown.links.get(iso),
        chosen=iso == shown.chosen,
        hint=shown.hints.get(iso),
    )


def fill(value: Value, shown: Shown) -> str:
    """The colour of a value: the deeper the more of the highest one it is."""
    if value is None:
        return UNKNOWN
    top = max((known for known in shown.values.values() if known is not None), default=0)
    return tint(shown.accent, float(max(value, 0) / Decimal(top)) if top > 0 else 0)


def dots(shown: Shown, scale: float) -> list[Dot]:
    """The cities that are regions of their own."""
    return [
        Dot(x * scale, y * scale, iso in shown.values, shown.links.get(iso), shown.hints.get(iso))
        for iso, (x, y) in country().cities.items()
    ]


def labels(shown: Shown, scale: float) -> list[Label]:
    """The figures of the regions that the map has, each in its place."""
    _size, regions, cities = country()
    return placed({iso: text(iso, shown) for iso in shown.values if iso in regions or iso in cities}, scale)


def text(iso: str, shown: Shown) -> Text:
    """The label of a region, with its name; a narrow map has smaller ones."""
    value = shown.values[iso]
    return Text(
        figure=figure(value, shown.locale),
        size=12 if value is None else 13 if shown.narrow else 15,
        name=short_name(shown.names.get(iso, "")),
        name_size=10 if shown.narrow else 12,
        known=value is not None,
    )
