"""The list of people as a page and as a workbook: the same filters, columns and words.
Phones are masked in both."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.people.queries import (
    Found,
    count_people,
    masked,
    people_page,
    people_parts,
    words_of,
)
from services.registry.people.wording.facts import sexes
from services.registry.people.wording.pages import categories
from services.registry.regions.wording import region_options
from shared.doors.export import send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    parts,
    region_column,
    settlement_column,
    skipped,
)
from shared.sorting import by_words

FILTERS = ("q", "region", "category", "doubts")


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    kinds, name, born, works = categories(), *map(attrgetter, ("name", "birth_year", "organisation"))
    return [
        Column(key="name", label=_("Name"), said=name, sort=True, width=40),
        Column(key="birth_year", label=_("Birth year"), said=born, sort=True, align="end"),
        sex_column(),
        *place_columns(),
        Column(
            key="category",
            label=_("Category"),
            said=lambda row: kinds.get(row.category, row.category),
            sort=True,
            width=22,
        ),
        Column(key="organisation", label=_("Organisation"), said=works, sort=True, width=30, **QUIET),
        phone_column(),
        doubts_column(),
    ]


def sex_column() -> Column[Found]:
    """The sex."""
    words = sexes()
    return Column(key="sex", label=_("Sex"), said=lambda row: words.get(row.sex, row.sex), **QUIET)


def place_columns() -> list[Column[Found]]:
    """Where people live."""
    regions = dict(region_options(None))
    return [
        settlement_column(_("Settlement"), sort=True),
        region_column(regions),
    ]


def phone_column() -> Column[Found]:
    """The phone, of which only the end is shown."""
    return Column(
        key="phone",
        label=_("Phone"),
        said=lambda row: masked(row.secret_key, row.phone_sealed),
        drawn=lambda row: masked(row.secret_key, row.phone_sealed) or "—",
        phone="hide",
        unbroken=True,
        width=20,
    )


def doubts_column() -> Column[Found]:
    """In how many pairs that may be one person somebody is."""
    ui = parts()

    @cache
    def drawn(doubts: int) -> Any:
        counted = ngettext("%(num)s doubt", "%(num)s doubts", doubts)
        return ui.pill(counted, "warn") if doubts else ui.dash()

    return Column(
        key="doubts",
        label=_("Doubts"),
        said=lambda row: row.doubts or None,
        drawn=lambda row: drawn(row.doubts),
        sort=True,
        phone="end",
    )


def sorting() -> tuple[str, dict[str, list[str]]]:
    """The order the address asks for, and the codes of columns in the order their names are read."""
    codes = {"region": by_words(dict(region_options(None))), "category": by_words(categories())}
    return request.args.get("sort", "name"), codes


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, wordless: what was searched has no letter}."""
    filters, (sort, order) = asked(*FILTERS), sorting()
    rows, total = people_page(filters, sort, order, PAGE, skipped()), count_people(filters)
    shown = Listed(columns(), rows, total, lambda row: f"/registry/people/{row.id}")
    return {"found": shown, "filters": filters, "wordless": "q" in filters and not words_of(filters["q"])}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    filters = asked(*FILTERS)
    return send_workbook(_("People"), columns(), count_people(filters), people_parts(filters, *sorting()))
