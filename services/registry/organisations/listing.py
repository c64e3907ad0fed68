"""The list of organisations as a page and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.organisations.operations import asked as asked_in
from services.registry.organisations.operations import asked_of
from services.registry.organisations.queries import (
    Found,
    count_organisations,
    kept_answers,
    organisation_rows,
)
from services.registry.organisations.wording import organisation_kinds, organisation_name
from services.registry.regions.wording import region_options
from shared.access import scope
from shared.clock import today
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, Column, Listed, asked, skipped
from shared.i18n import current_locale
from shared.plugins import extra
from shared.sorting import Sorting, by_words
from shared.spoken import title_in

FILTERS = ("q", "kind", "region")


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    kinds, regions = organisation_kinds(), dict(region_options(None))
    signs = attrgetter("signatory")
    return [
        name_column(),
        Column(key="kind", label=_("Kind"), said=lambda row: kinds[row.kind], sort=True, width=20),
        Column(
            key="region", label=_("Region"), said=lambda row: regions.get(row.region), sort=True, width=31
        ),
        Column(key="bin", label=_("BIN"), said=attrgetter("bin"), named=True, width=16),
        Column(key="signatory", label=_("Who signs"), said=signs, phone="hide", width=30),
        *answers(),
    ]


def name_column() -> Column[Found]:
    """What an organisation is called, in the reader's language."""
    locale = current_locale()

    def name(row: Found) -> str:
        return title_in(row.name_ru, row.name_kk, locale)

    return Column(
        key="name", label=_("Organisation"), said=name, drawn=organisation_name, sort=True, width=60
    )


def answers() -> list[Column[Found]]:
    """What the plugins of the reader's regions ask, and what was answered before."""
    here = [code for code, _name in region_options(scope("organisation.view"))]
    return extra.columns([asked_in(region, today()) for region in here], kept_answers(), asked_of)


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Organisations of the list; regions and kinds go in the order of their names."""
    order = {"region": by_words(dict(region_options(None))), "kind": by_words(organisation_kinds())}
    sorting = Sorting(request.args.get("sort", "name"), order)
    return organisation_rows(asked(*FILTERS), sorting, limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters}."""
    filters = asked(*FILTERS)
    total = count_organisations(filters)
    found = Listed(columns(), rows(PAGE, skipped()), total, lambda row: f"/registry/organisations/{row.id}")
    return {"found": found, "filters": filters}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_organisations(asked(*FILTERS))
    return send_workbook(_("Organisations"), columns(), total, at_once(lambda: rows(None)))
