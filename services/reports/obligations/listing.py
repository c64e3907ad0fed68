"""The list of obligations as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from textwrap import shorten
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from markupsafe import Markup

from services.reports.dashboard.listing.places import region_names
from services.reports.figures.queries.behind import described
from services.reports.obligations.queries import VIEW, standings
from services.reports.obligations.rules.standing import Standing
from services.reports.obligations.wording import SHAPES, called, lacking, monthly, owners, states
from shared.access import scope
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, skipped, state_column
from shared.i18n import format_short_date
from shared.language.obligations import DONE, LATE, WAIVED
from shared.language.records.project import Project

LONGEST = 60  # of the name of a record, so that a row stays low
FILTERS = ("state", "owner", "region")


@dataclass(frozen=True)
class Row:
    """A line of the list: how an obligation stands, what it is called, the code of its line, and the record
    that fulfils it."""

    item: Standing
    name: str
    code: str
    record: Mapping[str, Any]

    @property
    def called(self) -> str:
        """What it is, after the code of its line."""
        return f"{self.code} {self.name}".strip()

    @property
    def due(self) -> str:
        """The day, with the one first promised where it was put off."""
        one = self.item.obligation
        day = format_short_date(one.due_on)
        if one.due_on == one.promised_on:
            return day
        return _("%(day)s (was %(first)s)", day=day, first=format_short_date(one.promised_on))


SORTS: dict[str, Callable[[Row], Any]] = {
    "name": lambda row: row.name,
    "code": lambda row: row.code,
    "due": lambda row: row.item.obligation.due_on,
    "region": lambda row: row.item.obligation.region or "",
    "owner": lambda row: owners()[row.item.obligation.owner],
    "state": lambda row: list(states()).index(row.item.state),
}


def columns(project: Project) -> list[Column[Row]]:
    """Columns of the list."""
    regions, whole, work = region_names(project), _("the whole project"), owners()

    def region(row: Row) -> str:
        code = row.item.obligation.region
        return regions.get(code, code) if code else whole

    return [
        Column(key="name", label=_("What has to exist"), said=lambda row: row.called, sort=True, width=50),
        Column(key="code", label=_("Line"), said=lambda row: row.code, sort=True, width=10, **QUIET),
        Column(key="region", label=_("Region"), said=region, sort=True, width=28),
        *day_columns(),
        Column(
            key="owner",
            label=_("Whose work it is"),
            said=lambda row: work[row.item.obligation.owner],
            sort=True,
            width=24,
        ),
        Column(key="record", label=_("Done by"), said=said_of, drawn=drawn, width=46),
        state_column(_("State"), states(), SHAPES, lambda row: row.item.state, key="state", width=18),
    ]


def day_columns() -> list[Column[Row]]:
    """When it is due, and when it was first to be."""
    due, first = map(attrgetter, ("item.obligation.due_on", "item.obligation.promised_on"))
    return [
        Column(key="due", label=_("Due"), said=due, drawn=attrgetter("due"), sort=True),
        Column(key="promised", label=_("First promised"), said=first, beside="due", width=18, **QUIET),
    ]


def said_of(row: Row) -> str | None:
    """The record that fulfils it with its day, or what is missing; the reason of a waived one."""
    one = row.item
    if one.state == WAIVED:
        return one.obligation.reason
    if one.day is None:
        return None
    title = shorten(row.record.get("title") or _("its file"), LONGEST, placeholder="…")
    words = f"{title}, {format_short_date(one.day)}"
    return words if one.state in (DONE, LATE) else f"{words} – {lacking(one)}"


def drawn(row: Row) -> Any:
    """The same with a link to the record."""
    words, url = said_of(row), row.record.get("url")
    return Markup('<a href="{}">{}</a>').format(url, words) if words and url else words


def rows_of(project: Project, every: Sequence[Standing], filters: Mapping[str, str], sort: str) -> list[Row]:
    """The obligations that are asked for, of all there are, in the order that is."""
    found = [item for item in every if chosen(item, filters)]
    about = described([item.source for item in found if item.source], scope(VIEW))
    codes = {row.id: row.code for line in project.activities for row in line.indicators}
    by_month = monthly(project)
    rows = [
        Row(
            item,
            called(item.obligation, by_month),
            codes.get(item.obligation.indicator_id or "", ""),
            about.get(item.source, {}),
        )
        for item in found
    ]
    return ordered(rows, sort)


def here(project: Project, every: Sequence[Standing]) -> list[Row]:
    """The obligations the address asks for, in its order."""
    return rows_of(project, every, asked(*FILTERS), request.args.get("sort", "due"))


def ordered(rows: list[Row], by: str) -> list[Row]:
    """Rows in the order that is asked for; they come by day."""
    key = SORTS.get(by.removeprefix("-"))
    return sorted(rows, key=key, reverse=by.startswith("-")) if key else rows


def chosen(item: Standing, filters: Mapping[str, str]) -> bool:
    """Whether one is among those asked for."""
    one = item.obligation
    values = {"state": item.state, "owner": one.owner, "region": one.region or "-"}
    return all(values[name] == value for name, value in filters.items())


def page_of(project: Project) -> dict[str, Any]:
    """Everything the page shows: {found, filters, tabs, words: [(state, word)], owners, regions}."""
    every, start = standings(project), skipped()
    rows = here(project, every)
    shown = Listed(
        columns(project), rows[start : start + PAGE], len(rows), lambda row: row.item.obligation.page
    )
    return {
        "found": shown,
        "filters": asked(*FILTERS),
        "tabs": tabs(project, every),
        "words": list(states().items()),
        "owners": list(owners().items()),
        "regions": list(region_names(project).items()),
    }


def tabs(project: Project, every: Sequence[Standing]) -> list[dict[str, Any]]:
    """The states to choose from, those that press first, each with how many stand so."""
    page, state = f"?project={project.id}", request.args.get("state", "")
    found = Counter(item.state for item in every)
    return [
        {"label": _("All"), "href": page, "active": not state, "count": len(every)},
        *(
            {"label": word, "href": f"{page}&state={code}", "active": state == code, "count": found[code]}
            for code, word in states().items()
            if found[code]
        ),
    ]


def export(project: Project) -> Response:
    """The list of the same address as an .xlsx."""
    rows = here(project, standings(project))
    return send_workbook(_("Obligations"), columns(project), len(rows), at_once(lambda: rows))
