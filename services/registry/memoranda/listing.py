"""The list of memoranda as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.memoranda.queries import (
    Found,
    count_memoranda,
    memorandum_rows,
    signatories,
)
from services.registry.memoranda.wording import SHAPES, memorandum_states
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
from shared.sorting import Sorting, by_words
from shared.spoken import words_of

FILTERS = ("q", "project", "organisation", "region", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    regions, whole = dict(region_options(None)), _("the whole project")

    return [
        Column(
            key="called", label=_("Signed with"), said=attrgetter("called"), drawn=drawn, sort=True, width=60
        ),
        Column(key="subject", label=_("What it is about"), said=attrgetter("subject"), sort=True, width=50),
        project_column(names),
        *day_columns(),
        region_column(regions, whole),
        state_column(_("State"), memorandum_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def drawn(row: Found) -> str:
    """With whom it was signed, marked for a Kazakh reader where a party has no Kazakh name."""
    return words_of(row.called, "" if row.unsaid else row.called)


def day_columns() -> list[Column[Found]]:
    """When it was signed and until when it holds."""
    until = attrgetter("valid_until")
    return [
        Column(
            key="signed_on",
            label=_("Signed on"),
            said=attrgetter("signed_on"),
            sort=True,
            unbroken=True,
        ),
        Column(key="valid_until", label=_("Valid until"), said=until, **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Memoranda of the list; regions and states go in the order of their names."""
    order = {
        "region": by_words(dict(region_options(None))),
        "state": list(memorandum_states()),
    }
    sorting = Sorting(request.args.get("sort", "-signed_on"), order)
    return memorandum_rows(asked(*FILTERS), sorting, limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)], parties: [(id, name)]}."""
    asked_for, names = asked(*FILTERS), project_names(approved_projects())
    found, total = rows(PAGE, skipped()), count_memoranda(asked_for)
    shown = Listed(columns(names), found, total, lambda row: f"/registry/memoranda/{row.id}")
    parties = [(item.id, organisation_name(item)) for item in signatories()]
    return {
        "found": shown,
        "filters": asked_for,
        "projects": project_options(names, "memorandum.view"),
        "parties": parties,
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_memoranda(asked(*FILTERS))
    return send_workbook(_("Memoranda"), columns(names), total, at_once(lambda: rows(None)))
