"""The schematic map: the project's regions in colour, the rest as ground;
credits of the outlines are in their file."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from services.reports.pictures.drawing import HERE, Value, draw, figure, text_width, tint
from shared.i18n import current_locale

GENERIC_WORDS = re.compile(r"^область | область$| облысы$| Region$")
OUTSIDE, NAMELESS = 400, 130

Rings = tuple[tuple[tuple[float, float], ...], ...]


class Box(NamedTuple):
    """A label's place in pixels: its middle, width and height."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


Place = tuple[float, Box, str]
Pairs = tuple[tuple[str, Any], ...]


def short_name(name: str) -> str:
    """A region's name without the word for a region: "Туркестанская область" -> "Туркестанская"."""
    return GENERIC_WORDS.sub("", name)


class Region(NamedTuple):
    """An outline: path data, rings of (x, y) and the place its label likes, all in the map's own units."""

    d: str
    rings: Rings
    anchor: tuple[float, float]


@cache
def _map() -> tuple[tuple[float, float], dict[str, Region], dict[str, tuple[float, float]]]:
    data = json.loads((HERE / "kz_regions.json").read_text(encoding="utf-8"))
    width, height = data["viewBox"].split()[2:]
    regions = {iso: Region(r["d"], _rings(r["d"]), tuple(r["label"])) for iso, r in data["regions"].items()}
    return (float(width), float(height)), regions, {iso: tuple(at) for iso, at in data["cities"].items()}


def _rings(d: str) -> Rings:
    points = ([float(n) for n in re.findall(r"-?\d+\.?\d*", ring)] for ring in d.split("Z") if ring)
    return tuple(tuple(zip(p[::2], p[1::2], strict=True)) for p in points)


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
    None is "no data", never 0. `narrow` is drawn for 350 px and leaves the names to the list beside it.
    A region with a link is a link, except in a standalone file; the `chosen` one is outlined.
    """
    links = {} if standalone else links or {}
    return _drawn(
        tuple(values.items()),
        tuple(names.items()),
        tuple(links.items()),
        tuple((notes or {}).items()),
        current_locale(locale),
        accent,
        title,
        standalone,
        narrow,
        chosen,
    )


@lru_cache(maxsize=256)
def _drawn(
    value_pairs: Pairs,
    name_pairs: Pairs,
    link_pairs: Pairs,
    note_pairs: Pairs,
    locale: str,
    accent: str,
    title: str,
    standalone: bool,
    narrow: bool,
    chosen: str,
) -> str:
    """The drawing itself; finding room for the labels takes longer than the rest of a page,
    and figures change seldom."""
    values, names, links = dict(value_pairs), dict(name_pairs), dict(link_pairs)
    (full_width, full_height), regions, cities = _map()
    width = 350 if narrow else 640 if standalone else 540
    scale = width / full_width
    hints = {iso: _hint(iso, values, names, dict(note_pairs), locale) for iso in values}
    known = {iso: v for iso, v in values.items() if iso in regions or iso in cities}
    return draw(
        "map.svg",
        title=title,
        description="; ".join(hints.values()),
        width=width,
        height=round(full_height * scale),
        scale=scale,
        areas=_areas(values, links, hints, accent, chosen),
        points=_points(links, hints, scale),
        labels=_labels(known, names, locale, scale, narrow),
        accent=accent,
        standalone=standalone,
        linked=bool(links),
    )


def _areas(
    values: Mapping[str, Value],
    links: Mapping[str, str],
    hints: Mapping[str, str],
    accent: str,
    chosen: str,
) -> list[dict[str, Any]]:
    """The outlines: ground first, then the project's regions, the chosen one on top."""

    def height(iso: str) -> tuple[bool, bool, bool]:
        return iso == chosen, iso in values, values.get(iso, 0) is None

    regions = _map()[1]
    return [
        {
            "d": regions[iso].d,
            "fill": _fill(values[iso], values, accent) if iso in values else None,
            "known": values.get(iso) is not None,
            "link": links.get(iso),
            "chosen": iso == chosen,
            "hint": hints.get(iso),
        }
        for iso in sorted(regions, key=height)
    ]


def _points(links: Mapping[str, str], hints: Mapping[str, str], scale: float) -> list[dict[str, Any]]:
    """The cities that are regions of their own."""
    return [
        {
            "x": x * scale,
            "y": y * scale,
            "active": iso in hints,
            "link": links.get(iso),
            "hint": hints.get(iso),
        }
        for iso, (x, y) in _map()[2].items()
    ]


def _hint(
    iso: str, values: Mapping[str, Value], names: Mapping[str, str], notes: Mapping[str, str], locale: str
) -> str:
    said = f"{names.get(iso, iso)}: {figure(values[iso], locale)}"
    return f"{said}, {notes[iso]}" if notes.get(iso) else said


def _fill(value: Value, values: Mapping[str, Value], accent: str) -> str:
    top = max((v for v in values.values() if v is not None), default=0)
    if value is None:
        return "#ffffff"
    return tint(accent, float(max(value, 0) / Decimal(top)) if top > 0 else 0)


def _labels(
    values: Mapping[str, Value], names: Mapping[str, str], locale: str, scale: float, narrow: bool
) -> list[dict[str, Any]]:
    """Every value's place; boxes meet neither one another nor a city's point.
    The best of several orders of placing."""
    regions = _map()[1]
    by_size = sorted(values, key=lambda iso: len(_rooms(regions[iso].rings, 40)) if iso in regions else 0)
    west_to_east = sorted(by_size, key=lambda iso: regions[iso].anchor[0] if iso in regions else 0)
    texts = {iso: _text(iso, values, names, locale, narrow) for iso in values}
    tries = [
        _placed(order, texts, scale) for order in (by_size, by_size[::-1], west_to_east, west_to_east[::-1])
    ]
    return min(tries, key=lambda labels: sum(label["cost"] for label in labels))


def _text(
    iso: str, values: Mapping[str, Value], names: Mapping[str, str], locale: str, narrow: bool
) -> dict[str, Any]:
    value = values[iso]
    return {
        "figure": figure(value, locale),
        "size": 12 if value is None else 13 if narrow else 15,
        "name": "" if narrow else short_name(names.get(iso, "")),
        "known": value is not None,
    }


def _placed(order: Sequence[str], texts: Mapping[str, dict[str, Any]], scale: float) -> list[dict[str, Any]]:
    cities = _map()[2]
    dots = {iso: Box(x * scale, y * scale, 9, 9) for iso, (x, y) in cities.items()}
    taken, labels = list(dots.values()), []
    for iso in order:
        text = texts[iso]
        cost, box, name = (
            _free(_places(iso, text, scale, dots), taken)
            or _free(_around(iso, text, scale), taken)
            or _around(iso, text, scale)[0]
        )
        taken.append(box)
        labels.append({**text, "name": name, "box": box, "cost": cost})
    return labels


def _places(iso: str, text: Mapping[str, Any], scale: float, dots: Mapping[str, Box]) -> list[Place]:
    """Where a label belongs, the cheapest first: its figure inside the outline
    or beside the point, name or no name."""
    regions, places = _map()[1], []
    for name in dict.fromkeys((text["name"], "")):
        size = _size(text, name)
        found = _inside(regions[iso], scale, size, text) if iso in regions else _beside(dots[iso], size)
        places += [(cost + (0 if name else NAMELESS), _kept(box, scale), name) for cost, box in found]
    return sorted(places)


def _free(places: Sequence[Place], taken: Sequence[Box]) -> Place | None:
    return next((place for place in places if not any(map(place[1].meets, taken))), None)


def _size(text: Mapping[str, Any], name: str) -> Box:
    core = text_width(text["figure"], text["size"], 1.08) + 4
    return Box(0, 0, max(core, text_width(name, 12) + 4), text["size"] + (16 if name else 3))


def _kept(box: Box, scale: float) -> Box:
    """The box moved so far that the picture's edge does not cut it."""
    (width, height), across, along = _map()[0], box.width / 2, box.height / 2
    return box._replace(
        x=min(max(box.x, across), width * scale - across), y=min(max(box.y, along), height * scale - along)
    )


def _inside(region: Region, scale: float, size: Box, text: Mapping[str, Any]) -> list[tuple[float, Box]]:
    """Places with the figure inside;
    they cost the way from the anchor and what of the name crosses the border."""
    band, core, half = text["size"] + 3, _size(text, "").width / scale, size.width / 2 / scale
    places = []
    for left, right, middle in _rooms(region.rings, math.ceil(band / scale)):
        if right - left >= core:
            at, cost = _nearest(region.anchor, (left, right, middle), half)
            y = middle * scale - (size.height - band) / 2
            places.append((cost * scale, size._replace(x=at * scale, y=y)))
    return places


def _nearest(
    anchor: tuple[float, float], room: tuple[float, float, float], half: float
) -> tuple[float, float]:
    """Where in a room (left, right, height) a label of this half width is nearest to the anchor,
    and what that costs."""
    (x, y), (left, right, middle) = anchor, room
    wide = right - left
    at = min(max(x, left + half), right - half) if wide >= 2 * half else (left + right) / 2
    return at, math.hypot(at - x, middle - y) + max(2 * half - wide, 0) / 2


def _beside(dot: Box, size: Box) -> list[tuple[float, Box]]:
    sideways, upright = size.width / 2 + 8, size.height / 2 + 8
    places = (
        (0, -upright),
        (sideways, 0),
        (-sideways, 0),
        (0, upright),
        (sideways, -upright),
        (-sideways, upright),
    )
    return [(rank, size._replace(x=dot.x + dx, y=dot.y + dy)) for rank, (dx, dy) in enumerate(places)]


def _around(iso: str, text: Mapping[str, Any], scale: float) -> list[Place]:
    """The last resort: the bare figure as near as it finds a free spot."""
    _, regions, cities = _map()
    x, y = regions[iso].anchor if iso in regions else cities[iso]
    size = _size(text, "")._replace(x=x * scale, y=y * scale)
    return sorted(
        (OUTSIDE + math.hypot(dx, dy), _kept(size._replace(x=size.x + dx, y=size.y + dy), scale), "")
        for dx in range(-96, 97, 8)
        for dy in range(-60, 61, 6)
    )


@cache
def _rooms(rings: Rings, high: int) -> list[tuple[float, float, float]]:
    """Free spans (left, right, middle y) of a band `high` tall slid down the outline, in the map's units."""
    ys = [y for ring in rings for _, y in ring]
    rooms = []
    for middle in range(int(min(ys) + high / 2), int(max(ys) - high / 2), 4):
        lines = [_spans(rings, middle + high * part / 4) for part in (-2, -1, 0, 1, 2)]
        spans = lines[0]
        for line in lines[1:]:
            spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in line if max(a, c) < min(b, d)]
        rooms += [(left, right, float(middle)) for left, right in spans]
    return rooms


def _spans(rings: Rings, y: float) -> list[tuple[float, float]]:
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0]))
        if (y1 > y) != (y2 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
