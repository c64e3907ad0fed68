"""The list of scans as a page and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.wording import region_options
from services.events.scans.queries.places import filed_under
from services.events.scans.queries.scans import (
    WAITING,
    Found,
    count_scans,
    counts,
    scan_parts,
    scan_rows,
)
from services.events.scans.wording import SHAPES, place_kinds, scan_states, why
from shared.doors.export import send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, region_column, skipped, state_column
from shared.proofs.declaring import VIEW, floor
from shared.proofs.wording import sized
from shared.sorting import Sorting, by_words

ALL, FILTERS = "all", ("q", "state", "region", "kind")


@dataclass(frozen=True)
class Line:
    """A line of the list: the scan as it was found, and the record it was filed under."""

    row: Found
    record: Any

    @property
    def region(self) -> str | None:
        """Whose scan it is."""
        region: str | None = self.row.region
        return region


def filters_of() -> dict[str, Any]:
    """What the address asks for; the inbox shows what waits unless it is asked for more."""
    found = asked(*FILTERS)
    state = found.pop("state", WAITING)
    return found if state == ALL else {**found, "state": state}


def columns() -> list[Column[Line]]:
    """Columns of the list."""
    regions, whole = dict(region_options(None)), _("the whole project")
    return [
        Column(key="name", label=_("File"), said=attrgetter("row.name"), sort=True, width=46),
        came_column(),
        Column(
            key="who", label=_("Uploaded by"), said=attrgetter("row.entered_by.name"), width=26, phone="line"
        ),
        region_column(regions, whole, phone="hide"),
        day_column(),
        Column(key="size", label=_("Size"), said=lambda line: sized(line.row.size), **QUIET),
        where_column(),
        Column(key="why", label=_("Remark"), said=remark, width=40, phone="line"),
        state_column(_("State"), scan_states(), SHAPES, attrgetter("row.state")),
    ]


def came_column() -> Column[Line]:
    """Since when it is here."""
    return Column(key="came", label=_("Came on"), said=attrgetter("row.day"), sort=True, unbroken=True)


def day_column() -> Column[Line]:
    """The day its name says."""
    dated = attrgetter("row.dated_on")
    return Column(key="dated", label=_("Day in its name"), said=dated, unbroken=True, **QUIET)


def where_column() -> Column[Line]:
    """The record it went to."""
    kinds = place_kinds()

    def said(line: Line) -> str | None:
        return title_of(line, kinds)

    return Column(key="where", label=_("Filed under"), said=said, width=46, phone="line")


def title_of(line: Line, kinds: Mapping[str, str]) -> str | None:
    """What a scan was filed under: the record's name, for who may not see it its kind."""
    if line.record is None or line.row.state != "filed":
        return None
    noun = floor().of(line.record)
    return noun.title(line.record) if noun.may(VIEW, line.record) else kinds[line.row.filed_kind]


def remark(line: Line) -> str:
    """Why it was set aside, or does not open."""
    return line.row.aside_because or why(line.row.unopened)


def sorting() -> Sorting:
    """The order the address asks for: the longest waiting first."""
    codes = {"region": by_words(dict(region_options(None)))}
    return Sorting(request.args.get("sort", "came"), codes)


def lines(found: Sequence[Found]) -> list[Line]:
    """Scans with what they were filed under."""
    under = filed_under(found)
    return [Line(row, under.get(row.id)) for row in found]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, counts}."""
    filters = filters_of()
    found = lines(scan_rows(filters, sorting(), PAGE, skipped()))
    shown = Listed(columns(), found, count_scans(filters), lambda line: f"/events/scans/{line.row.id}")
    return {"found": shown, "filters": filters, "counts": counts()}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    filters = filters_of()
    return send_workbook(_("Scans"), columns(), count_scans(filters), every_line(filters))


def every_line(filters: Mapping[str, Any]) -> Iterator[list[Line]]:
    """All lines of the list in parts."""
    yield from map(lines, scan_parts(filters, sorting()))
