"""Targets by region and by month: a table whose headings are regions or months
and whose rows are indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.registry.reader.office.grid import Cell, Table, distinct
from services.registry.reader.words.leftovers import leftovers
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.numbers import Number, find_numbers
from services.registry.reader.words.periods import read_period
from services.registry.reader.words.places import find_regions
from services.registry.reader.words.wording import flat, without_code

CODE = re.compile(r"^(?:T?\d{1,2}|[A-Z]{1,2})(?:\.\d{1,2}){1,3}$")
TOTAL = re.compile(r"^(?:итого|всего|план\b|общ|барлығы|жиыны|жоспар)")
NOTHING = re.compile(r"^[-–—х×x.]*$", re.I)
DAY_IN = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}|(?<![0-9])[0-9]{1,2}\s[^\W\d_]"
)  # a day is no heading
HEADING_ROWS, LONGEST = 3, 60

Indicator = dict[str, Any]
Place = dict[str, str | None]


@dataclass
class Division:
    """A table that divides targets: where its values begin and what each column stands for."""

    table: Table
    first: int
    columns: dict[int, Place]


def read_targets(
    tables: list[Table], sections: list[dict[str, Any]], year: int | None, notes: Notes
) -> set[int]:
    """Put `targets` [{region, month, value}] into the indicators; the numbers of the tables they were in."""
    found = [division for table in tables if (division := division_of(table, year))]
    rows = [
        indicator
        for section in sections
        for activity in section["activities"]
        for indicator in activity["indicators"]
    ]
    for division in found:
        for index in range(division.first, len(division.table.rows)):
            read_row(division, index, rows, notes)
    return {division.table.number for division in found}


def division_of(table: Table, year: int | None) -> Division | None:
    """How a table divides targets; None where fewer than two of its headings are regions or months."""
    for index, row in enumerate(table.rows[:HEADING_ROWS]):
        places = {cell.column: place for cell in distinct(row) if (place := place_of(cell.text, year))}
        apart = len({tuple(place.values()) for place in places.values()}) == len(places)
        if len(places) > 1 and 0 not in places and apart and index + 1 < len(table.rows):
            return Division(table, index + 1, places)
    return None


def place_of(heading: str, year: int | None) -> Place | None:
    """The region or the month a heading names."""
    if not heading or len(heading) > LONGEST:
        return None
    if DAY_IN.search(heading):
        return None
    regions, period = find_regions(heading), read_period(heading, year)
    if len(regions) == 1:
        return {"region": regions[0], "month": None}
    if period and period.start == period.end and not regions:
        return {"region": None, "month": period.start}
    return None


def read_row(division: Division, index: int, indicators: list[Indicator], notes: Notes) -> None:
    """Read the values of one indicator, or say why they went nowhere."""
    row, where = division.table.rows[index], row_place(division.table.number, index + 1)
    labels = [cell.text for cell in distinct(row[: min(division.columns)]) if cell.text]
    if not labels or TOTAL.match(flat(labels[0])):
        return
    meant = named(labels, indicators)
    if len(meant) != 1:
        why = say("target_row_ambiguous" if meant else "target_row_unknown")
        notes.not_read(where, " | ".join(cell.text for cell in distinct(row)), why)
        return
    _put(meant[0], list(values(division, row, meant[0], where, notes)))


def _put(indicator: Indicator, found: list[dict[str, Any]]) -> None:
    """Targets over those the indicator's own cell gave to the same places: the table is the later word."""
    places = [(one["region"], one["month"]) for one in found]
    kept = [one for one in indicator.get("targets", []) if (one["region"], one["month"]) not in places]
    indicator["targets"] = [*kept, *found]


def named(labels: list[str], indicators: list[Indicator]) -> list[Indicator]:
    """The indicators a row speaks of: by code, else by name."""
    codes = {label for label in labels if CODE.match(label)}
    names = {flat(without_code(label)) for label in labels}
    by_code = [row for row in indicators if row["code"] in codes]
    return by_code or [row for row in indicators if flat(row["name"]) in names]


def values(
    division: Division, row: list[Cell | None], indicator: Indicator, where: dict[str, Any], notes: Notes
) -> Iterator[dict[str, Any]]:
    """The value of each region or month; an empty cell or a dash is none, which is not 0."""
    for column, place in division.columns.items():
        text = cell.text if column < len(row) and (cell := row[column]) else ""
        numbers = find_numbers(flat(text), words=False)
        if len(numbers) == 1:
            _doubt_left(text, numbers[0], indicator["code"], where, notes)
            yield {**place, "value": numbers[0].quantity}
        elif not NOTHING.match(text):
            notes.not_read(where, text, say("no_number"), indicator["code"])


def _doubt_left(text: str, number: Number, code: str, where: Said, notes: Notes) -> None:
    """Doubt a value beside which something stands that nobody claimed."""
    left = leftovers(flat(text), (number.start, number.end))
    taken = say("target_taken", value=number.quantity)
    if number.unsure:
        notes.doubt(where, text, taken, say("thousands_by_mark", phrase=text), code)
    if left:
        notes.doubt(where, text, taken, say("rest_unread", phrase=", ".join(left)), code)
