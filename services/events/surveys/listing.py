"""The list of surveys as a page and as a workbook, and what the centres come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import centre_of, region_options
from services.events.surveys.queries import VIEW, Found, count_surveys, state_of, survey_rows
from services.events.surveys.wording.names import SHAPES, rate_words, share_words, survey_states
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, skipped, state_column, title_columns
from shared.i18n import format_period
from shared.sorting import Sorting
from shared.spoken import title_in

FILTERS = ("q", "project", "centre", "gathering", "region", "state")


@dataclass
class Sum:
    """What the surveys of a place come to."""

    name: str
    issued: int = 0
    answered: int = 0
    satisfied: int = 0
    base: int = 0
    first_on: date | None = None
    last_on: date | None = None

    def add(self, row: Found) -> None:
        """Put a survey to it."""
        for name in ("issued", "answered", "satisfied", "base"):
            setattr(self, name, getattr(self, name) + getattr(row, name))
        self.first_on = min(filter(None, (self.first_on, row.first_on)), default=None)
        self.last_on = max(filter(None, (self.last_on, row.last_on)), default=None)


def sums(rows: Sequence[Found]) -> list[Sum]:
    """A line a centre, one for what is of no centre, and all of them at the end."""
    by_name: dict[str, Sum] = {}
    for row in sorted(rows, key=lambda row: (row.centre is None, row.centre or "")):
        name = centre_of(row) or _("outside the centres")
        by_name.setdefault(name, Sum(name)).add(row)
    whole = Sum(_("In all"))
    for row in rows:
        whole.add(row)
    return [*by_name.values(), whole] if len(by_name) > 1 else [whole]


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    regions, whole = dict(region_options(None)), _("the whole project")

    def place(row: Found) -> str:
        return title_in(row.centre, row.centre_kk) or regions.get(row.region, row.region) or whole

    return [
        *title_columns(_("Survey"), width=50),
        Column(key="place", label=_("Where"), said=place, width=34),
        *term_columns(),
        *count_columns(),
        state_column(_("State"), survey_states(), SHAPES, state_of, key="state", width=24),
    ]


def term_columns() -> list[Column[Found]]:
    """From when to when it can be answered."""
    closes = Column[Found](
        key="closes_on",
        label=_("Term"),
        said=attrgetter("closes_on"),
        drawn=lambda row: format_period(row.opens_on, row.closes_on),
        sort=True,
        phone="hide",
    )
    opens = attrgetter("opens_on")
    return [Column(key="opens_on", label=_("Answers from"), said=opens, beside="closes_on", **QUIET), closes]


def count_columns() -> list[Column[Found]]:
    """What came back."""
    return [
        Column(key="issued", label=_("Sheets issued"), said=attrgetter("issued"), **QUIET),
        Column(
            key="answered",
            label=_("Answered"),
            said=lambda row: rate_words(row.answered, row.issued),
            sort=True,
            width=26,
        ),
        Column(
            key="base",
            label=_("Satisfied: marks 4 and 5"),
            said=lambda row: share_words(row.satisfied, row.base),
            sort=True,
            width=30,
        ),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Surveys of the list."""
    return survey_rows(asked(*FILTERS), Sorting(request.args.get("sort", "-closes_on"), {}), limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, sums, projects: [(key, topic)]}."""
    asked_for, all_of_them = asked(*FILTERS), rows(None)
    start = skipped()
    shown = Listed(
        columns(),
        all_of_them[start : start + PAGE],
        count_surveys(asked_for),
        lambda row: f"/events/surveys/{row.id}",
    )
    known = projects.listed(VIEW)
    return {"found": shown, "filters": asked_for, "sums": sums(all_of_them), "projects": known}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_surveys(asked(*FILTERS))
    return send_workbook(_("Surveys"), columns(), total, at_once(lambda: rows(None)))
