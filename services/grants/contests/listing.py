"""The list of contests as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.contests.queries.funds import FundMoney, totals
from services.grants.contests.queries.lists import ListedContest, contest_rows, count_contests
from services.grants.contests.wording import SHAPES, contest_statuses
from services.grants.projects.queries import projects
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, skipped, state_column, title_columns
from shared.i18n import format_money, format_short_date
from shared.projects import project_names


@dataclass(frozen=True)
class Line:
    """A contest with its money added up over the regions the reader sees."""

    row: ListedContest
    money: FundMoney


def filters_of(known: dict[str, str]) -> dict[str, Any]:
    """What the address asks for."""
    chosen = request.args.get("project")
    return asked("q", "status") | ({"project_id": chosen} if chosen in known else {})


def columns(known: dict[str, str]) -> list[Column[Line]]:
    """Columns of the list."""
    projects_column = Column[Line](
        key="project",
        label=_("Project"),
        said=lambda line: known.get(str(line.row.project_id)),
        hidden=len(known) < 2,
        width=46,
    )
    return [
        *title_columns(_("Contest"), attrgetter("row"), width=46),
        projects_column,
        *term_columns(),
        count("applications", _("Applications")),
        count("awards", _("Grants")),
        *(money(name, label) for name, label in amounts().items()),
        state_column(_("State"), contest_statuses(), SHAPES, attrgetter("row.status"), width=20),
    ]


def term_columns() -> list[Column[Line]]:
    """From when to when applications are taken."""
    opens, closes = attrgetter("row.opens_on"), attrgetter("row.closes_on")
    label, until = _("Taking applications"), _("Last day for applications")
    return [
        Column(key="opens_on", label=label, said=opens, drawn=term, sort=True, width=24, **QUIET),
        Column(key="closes_on", label=until, said=closes, beside="opens_on", width=24, **QUIET),
    ]


def term(line: Line) -> str:
    """The same in one cell."""
    return f"{format_short_date(line.row.opens_on)} – {format_short_date(line.row.closes_on)}"


def count(name: str, label: str) -> Column[Line]:
    """How many of something there are."""
    return Column(key=name, label=label, said=attrgetter(f"money.{name}"), align="end", **QUIET)


def money(name: str, label: str) -> Column[Line]:
    """An amount."""
    amount = attrgetter(f"money.{name}")
    return Column(
        key=name,
        label=label,
        said=amount,
        drawn=lambda line: format_money(amount(line)),
        align="end",
        named=True,
    )


def amounts() -> dict[str, str]:
    """The amounts of a fund in words, in their order."""
    return {
        "fund": _("Fund"),
        "requested": _("Requested"),
        "recommended": _("Recommended"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
        "left": _("Left"),
    }


def lines(known: dict[str, str], limit: int | None, offset: int = 0) -> list[Line]:
    """Contests as lines of the list."""
    order = request.args.get("sort", "-opens_on")
    return [Line(row, totals(row.funds)) for row in contest_rows(filters_of(known), order, limit, offset)]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    known = project_names(projects.topics())
    filters, found = filters_of(known), lines(known, PAGE, skipped())
    total = count_contests(filters)
    return {
        "found": Listed(columns(known), found, total, lambda line: f"/grants/contests/{line.row.id}"),
        "filters": filters,
        "projects": projects.listed("contest.view"),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    known = project_names(projects.topics())
    total = count_contests(filters_of(known))
    return send_workbook(_("Contests"), columns(known), total, at_once(lambda: lines(known, None)))
