"""What is asked about a series before it is planned: a day gone by, a place left out, one in the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from shared.doors.errors import Conflict, Refusal
from shared.sameness import OF_PLACE

Rows = Mapping[str, tuple[date, str]]  # {row: (day, place)}
KIND_OF_PLACE = re.compile(OF_PLACE.replace(r"\m", r"\b").replace(r"\M", r"\b"))


class SeriesAsks(Conflict):
    """Some lines are asked about. Correct them, or say that they are meant so."""

    code = "series_asks"


class PastDay(Refusal):
    """%(day)s is past already. Is it the right day?"""

    code = "past_day"


class NoPlaceNamed(Refusal):
    """No settlement is said for %(day)s. Is it not known yet?"""

    code = "no_place_named"


class PlaceInTitle(Refusal):
    """The title names “%(place)s”, but other places are planned too. Shall all be called so?"""

    code = "place_in_title"


def doubts(title: str, rows: Rows, known: Iterable[str], today: date, in_a_room: bool) -> dict[str, str]:
    """The questions about the rows of a series by the field they stand beside; `known` are places besides
    those of the rows."""
    places = [*known, *(place for _day, place in rows.values())]
    lacking = without_place(rows) if in_a_room else ()
    asked = dict([*gone_by(rows, today), *lacking, *too_narrow(title, rows, places)])
    return {field: refusal.message for field, refusal in asked.items()}


def gone_by(rows: Rows, today: date) -> Iterator[tuple[str, Refusal]]:
    """The days before today."""
    days = ((row, day) for row, (day, _place) in rows.items())
    yield from ((f"day_{row}", PastDay(day=written(day))) for row, day in days if day < today)


def without_place(rows: Rows) -> Iterator[tuple[str, Refusal]]:
    """The rows that say no place."""
    days = ((row, day) for row, (day, place) in rows.items() if not place)
    yield from ((f"place_{row}", NoPlaceNamed(day=written(day))) for row, day in days)


def too_narrow(title: str, rows: Rows, places: Iterable[str]) -> Iterator[tuple[str, Refusal]]:
    """A title that names one of these places, where a row has another."""
    planned = {bare(place) for _day, place in rows.values()}
    named = (place for place in named_in(title, places) if planned - {bare(place)})
    yield from (("title", PlaceInTitle(place=place)) for place in named)


def named_in(title: str, places: Iterable[str]) -> Iterator[str]:
    """The places whose name a word of a title begins with."""
    for place in places:
        name = bare(place)
        if name and re.search(rf"\b{re.escape(name)}", title.lower()):
            yield place


def bare(place: str) -> str:
    """The name of a place without what kind of place it is."""
    return " ".join(re.findall(r"\w+", KIND_OF_PLACE.sub(" ", (place or "").lower())))


def written(day: date) -> str:
    """A day as it is typed."""
    return f"{day:%d.%m.%Y}"
