"""Where the labels of the map stand: none meets another, or a city's point."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from services.reports.pictures.drawing import text_width
from services.reports.pictures.outlines import Point, Region, Room, country, rooms

OUTSIDE, NAMELESS = 130, 1000  # what it costs to stand outside, and without a name
DOT = 9
DIGIT = re.compile(r"\d")
GAP, ALONE = 4, 3  # what stands between a name and its figure, the air a figure alone has
# steps aside in pixels, the shortest first
WAYS = sorted(
    ((x, y) for x in range(-96, 97, 8) for y in range(-60, 61, 6)), key=lambda way: math.hypot(*way)
)


class Box(NamedTuple):
    """A label's place in pixels: its middle, width and height."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether two of them have a point in common."""
        across = abs(self.x - other.x) < (self.width + other.width) / 2
        return across and abs(self.y - other.y) < (self.height + other.height) / 2

    def at(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(x, y, self.width, self.height)


class Place(NamedTuple):
    """A place a label may have, what it costs, and the name it has there."""

    cost: float
    box: Box
    name: str


@dataclass(frozen=True)
class Text:
    """What a label says: a figure and a name or none, in these sizes; `known`: whether there is a figure."""

    figure: str
    size: int
    name: str
    name_size: int
    known: bool

    def box(self, name: str) -> Box:
        """The room it takes with a name or without."""
        core = text_width(self.figure, self.size, 1.08) + 4
        width = max(core, text_width(name, self.name_size) + 4)
        return Box(0, 0, width, self.size + (self.name_size + GAP if name else ALONE))


@dataclass(frozen=True)
class Label:
    """A text in its place."""

    figure: str
    size: int
    name: str
    name_size: int
    known: bool
    box: Box


def placed(texts: Mapping[str, Text], scale: float) -> list[Label]:
    """The labels by ISO code, each in its place."""
    alike = tuple((iso, replace(text, figure=DIGIT.sub("0", text.figure))) for iso, text in texts.items())
    return [label(texts[iso], place) for iso, place in standing(alike, scale).items()]


@lru_cache(maxsize=256)
def standing(texts: tuple[tuple[str, Text], ...], scale: float) -> Mapping[str, Place]:
    """Their places: the best of several orders of placing. Where names have no room on the whole, the figures
    stand alone. All digits are of one width: figures that grow leave the labels where they stand."""
    named = dict(texts)
    tries = [in_order(order, named, scale) for order in orders(named)]
    best = min(filter(apart, tries), key=cost_of, default=None)
    bare = tuple((iso, replace(text, name="")) for iso, text in texts)
    return best or (standing(bare, scale) if bare != texts else min(tries, key=cost_of))


def apart(places: Mapping[str, Place]) -> bool:
    """Whether none of them meets another."""
    return not any(one.box.meets(other.box) for one, other in combinations(places.values(), 2))


def cost_of(places: Mapping[str, Place]) -> float:
    """What all of them cost."""
    return sum(place.cost for place in places.values())


def orders(texts: Mapping[str, Text]) -> Iterator[list[str]]:
    """The orders in which labels are placed: by the room they have, from west to east, and back."""
    for order in (by_size := sorted(texts, key=roominess), sorted(by_size, key=westing)):
        yield order
        yield order[::-1]


def roominess(iso: str) -> int:
    """How much room a region has for a label."""
    regions = country().regions
    return len(rooms(regions[iso].rings, 40)) if iso in regions else 0


def westing(iso: str) -> float:
    """How far east a region lies."""
    regions = country().regions
    return regions[iso].anchor[0] if iso in regions else 0


def in_order(order: Sequence[str], texts: Mapping[str, Text], scale: float) -> dict[str, Place]:
    """The places of labels, found one after another."""
    dots = {iso: Box(x * scale, y * scale, DOT, DOT) for iso, (x, y) in country().cities.items()}
    taken, found = list(dots.values()), {}
    for iso in order:
        found[iso] = place(iso, texts[iso], scale, dots, taken)
        taken.append(found[iso].box)
    return found


def label(text: Text, place: Place) -> Label:
    """A text in its place."""
    return Label(text.figure, text.size, place.name, text.name_size, text.known, place.box)


def place(iso: str, text: Text, scale: float, dots: Mapping[str, Box], taken: Sequence[Box]) -> Place:
    """The cheapest free place with its name, inside or near by; without one where there is no other,
    free or not."""
    bare = replace(text, name="")
    for said in (text, bare):
        found = free(places(iso, said, scale, dots), taken) or free(around(iso, said, scale), taken)
        if found:
            return found
    return next(around(iso, bare, scale))


def free(places: Iterable[Place], taken: Sequence[Box]) -> Place | None:
    """The first place that meets nothing."""
    return next((place for place in places if not any(map(place.box.meets, taken))), None)


def places(iso: str, text: Text, scale: float, dots: Mapping[str, Box]) -> list[Place]:
    """Where a label belongs, the cheapest first: its figure inside the outline or beside the point."""
    regions, size = country().regions, text.box(text.name)
    near = inside(regions[iso], scale, size, text) if iso in regions else beside(dots[iso], size)
    return sorted(Place(cost + lacking(text), kept(box, scale), text.name) for cost, box in near)


def lacking(text: Text) -> int:
    """What it costs to stand without a name."""
    return 0 if text.name else NAMELESS


def kept(box: Box, scale: float) -> Box:
    """The box moved so far that the picture's edge does not cut it."""
    width, height = country().size
    across, along = box.width / 2, box.height / 2
    return box.at(
        min(max(box.x, across), width * scale - across), min(max(box.y, along), height * scale - along)
    )


def inside(region: Region, scale: float, size: Box, text: Text) -> Iterator[tuple[float, Box]]:
    """Places with the figure inside;
    they cost the way from the anchor and what of the name crosses the border."""
    band = text.size + 3
    core, half = text.box("").width / scale, size.width / 2 / scale
    for room in rooms(region.rings, math.ceil(band / scale)):
        if room.right - room.left >= core:
            at, cost = nearest(region.anchor, room, half)
            yield cost * scale, size.at(at * scale, room.middle * scale - (size.height - band) / 2)


def nearest(anchor: Point, room: Room, half: float) -> tuple[float, float]:
    """Where in a room a label of this half width is nearest to the anchor, and what that costs."""
    x, y = anchor
    wide = room.right - room.left
    at = (room.left + room.right) / 2
    if wide >= 2 * half:
        at = min(max(x, room.left + half), room.right - half)
    return at, math.hypot(at - x, room.middle - y) + max(2 * half - wide, 0) / 2


def beside(dot: Box, size: Box) -> list[tuple[float, Box]]:
    """Places around a point, above it first."""
    right, down = size.width / 2 + 8, size.height / 2 + 8
    ways = ((0, -down), (right, 0), (-right, 0), (0, down), (right, -down), (-right, down))
    return [(rank, size.at(dot.x + dx, dot.y + dy)) for rank, (dx, dy) in enumerate(ways)]


def around(iso: str, text: Text, scale: float) -> Iterator[Place]:
    """The last resort, the nearest first: as near as it finds a free spot. One by one, since there are
    hundreds and one of the first does."""
    x, y = country().anchor(iso)
    size = text.box(text.name).at(x * scale, y * scale)
    return (aside(size, text, way, scale) for way in WAYS)


def aside(size: Box, text: Text, way: tuple[int, int], scale: float) -> Place:
    """A place so far from where the label belongs."""
    dx, dy = way
    cost = OUTSIDE + lacking(text) + math.hypot(dx, dy)
    return Place(cost, kept(size.at(size.x + dx, size.y + dy), scale), text.name)
