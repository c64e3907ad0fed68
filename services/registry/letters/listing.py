"""The register of letters as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.letters.queries import Found, correspondents, count_letters, letter_rows, years
from services.registry.letters.wording.names import SHAPES, directions, letter_states, numbered
from services.registry.organisations.wording import organisation_name
from services.registry.plans.queries import approved_projects
from services.registry.plans.wording.pages import project_names, project_options
from services.registry.regions.wording import region_options
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    project_column,
    region_column,
    skipped,
    state_column,
)
from shared.i18n import current_locale
from shared.sorting import Sorting, by_words
from shared.spoken import title_in, words_of

FILTERS = ("q", "project", "direction", "organisation", "region", "year", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    regions, whole, ways = dict(region_options(None)), _("the whole project"), directions()

    return [
        Column(key="subject", label=_("What it is about"), said=attrgetter("subject"), sort=True, width=50),
        Column(key="number", label=_("Number"), said=numbered, sort=True, unbroken=True, width=18),
        Column(key="direction", label=_("Direction"), said=lambda row: ways[row.direction], hidden=True),
        *day_columns(),
        party_column(),
        project_column(names),
        region_column(regions, whole),
        state_column(_("State"), letter_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def party_column() -> Column[Found]:
    """From or to whom it is, in the reader's language."""
    locale = current_locale()
    return Column(
        key="party",
        label=_("From or to whom"),
        said=lambda row: title_in(row.party, row.party_kk, locale),
        drawn=lambda row: words_of(row.party, row.party_kk),
        sort=True,
        width=46,
    )


def day_columns() -> list[Column[Found]]:
    """Of which day it is, by which number the sender knows it, until when it is answered."""
    until = attrgetter("answer_until")
    return [
        Column(
            key="dated_on",
            label=_("Day of the letter"),
            said=attrgetter("dated_on"),
            sort=True,
            unbroken=True,
        ),
        Column(
            key="their_number", label=_("Number of the sender"), said=attrgetter("their_number"), hidden=True
        ),
        Column(key="answer_until", label=_("Answer until"), said=until, sort=True, **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Letters of the list; regions and states go in the order of their names."""
    order = {"region": by_words(dict(region_options(None))), "state": list(letter_states())}
    sorting = Sorting(request.args.get("sort", "-dated_on"), order)
    return letter_rows(asked(*FILTERS), sorting, limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects, parties, directions, years}."""
    asked_for, names = asked(*FILTERS), project_names(approved_projects())
    found, total = rows(PAGE, skipped()), count_letters(asked_for)
    return {
        "found": Listed(columns(names), found, total, lambda row: f"/registry/letters/{row.id}"),
        "filters": asked_for,
        "projects": project_options(names, "letter.view"),
        "parties": [(item.id, organisation_name(item)) for item in correspondents()],
        "directions": list(directions().items()),
        "years": [(year, year) for year in years()],
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_letters(asked(*FILTERS))
    return send_workbook(_("Letters"), columns(names), total, at_once(lambda: rows(None)))
