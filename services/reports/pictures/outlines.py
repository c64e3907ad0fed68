"""The country's outlines, in the map's own units, and the room they have inside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from services.reports.pictures.drawing import HERE

STEP = 4  # between the heights at which room is looked for
PARTS = (-2, -1, 0, 1, 2)  # heights of a band, in quarters of it, at which its outline is measured

Point = tuple[float, float]
Span = tuple[float, float]
Rings = tuple[tuple[Point, ...], ...]


class Region(NamedTuple):
    """An outline: path data, rings of (x, y) and the place its label likes."""

    d: str
    rings: Rings
    anchor: Point


class Room(NamedTuple):
    """A free span of a band inside an outline, at the height of its middle."""

    left: float
    right: float
    middle: float


class Country(NamedTuple):
    """The size of the map, outlines and the points of cities, by ISO 3166-2 code."""

    size: tuple[float, float]
    regions: Mapping[str, Region]
    cities: Mapping[str, Point]

    def anchor(self, iso: str) -> Point:
        """Where the label of a region or a city likes to be."""
        return self.regions[iso].anchor if iso in self.regions else self.cities[iso]


@cache
def country() -> Country:
    """The map, read from its file."""
    data = json.loads((HERE / "kz_regions.json").read_text(encoding="utf-8"))
    width, height = map(float, data["viewBox"].split()[2:])
    regions = {iso: outline(region["d"], region["label"]) for iso, region in data["regions"].items()}
    return Country((width, height), regions, {iso: tuple(at) for iso, at in data["cities"].items()})


def outline(d: str, label: list[float]) -> Region:
    """One region out of its path data."""
    x, y = label
    return Region(d, tuple(ring(part) for part in d.split("Z") if part), (x, y))


def ring(d: str) -> tuple[Point, ...]:
    """One ring of a path."""
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", d)]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


@cache
def rooms(rings: Rings, high: int) -> list[Room]:
    """Free spans of a band `high` tall slid down the outline."""
    ys = [y for ring in rings for _x, y in ring]
    middles = range(int(min(ys) + high / 2), int(max(ys) - high / 2), STEP)
    return [Room(*span, float(middle)) for middle in middles for span in band(rings, middle, high)]


def band(rings: Rings, middle: int, high: int) -> list[Span]:
    """Where a band is inside the outline at every height of it."""
    first, *others = (spans(rings, middle + high * part / 4) for part in PARTS)
    for other in others:
        first = common(first, other)
    return first


def common(some: list[Span], others: list[Span]) -> list[Span]:
    """What two rows of spans share."""
    return [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)]


def spans(rings: Rings, y: float) -> list[Span]:
    """Where a line across the map is inside the outline."""
    found = sorted(crossings(rings, y))
    return list(zip(found[::2], found[1::2], strict=True))


def crossings(rings: Rings, y: float) -> Iterator[float]:
    """Where a line across the map crosses the outline."""
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0])):
            if (y1 > y) != (y2 > y):
                yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)
