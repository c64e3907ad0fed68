"""The list of publications as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.publications.queries import (
    Found,
    count_publications,
    publication_parts,
    publication_rows,
)
from services.events.publications.wording import SHAPES, media, publication_kinds, publication_statuses
from shared.doors.export import send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    parts,
    project_column,
    region_column,
    skipped,
    state_column,
    title_columns,
)
from shared.i18n import current_locale, format_number
from shared.projects import project_names
from shared.sorting import Sorting, by_words


def filters_of() -> dict[str, Any]:
    """What the address asks for."""
    known, chosen = {project.id for project in projects.topics()}, request.args.get("project")
    return asked("q", "kind", "region", "status", "proof") | (
        {"project_id": chosen} if chosen in known else {}
    )


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    codes, names = projects.codes(), project_names(projects.topics())
    return [
        *title_columns(_("Title"), width=60),
        project_column(names),
        Column(key="date", label=_("Day"), said=attrgetter("day"), sort=True, unbroken=True),
        *place_columns(),
        Column(
            key="activity",
            label=_("Activity"),
            said=lambda row: codes.get(row.activity_id, row.activity_id),
            hidden=True,
            phone="hide",
        ),
        *copies_columns(),
        proof_column(),
        state_column(_("State"), publication_statuses(), SHAPES, attrgetter("status")),
    ]


def place_columns() -> list[Column[Found]]:
    """What it is and where it stands."""
    kinds, regions, whole = publication_kinds(), dict(region_options(None)), _("the whole project")

    channel = attrgetter("channel")
    return [
        Column(key="kind", label=_("Kind"), said=lambda row: kinds[row.kind], sort=True, width=26),
        Column(key="channel", label=_("Channel"), said=channel, sort=True, width=26),
        region_column(regions, whole, phone="hide"),
        Column(key="owner", label=_("Owner"), said=attrgetter("owner"), sort=True, width=26, **QUIET),
    ]


def copies_columns() -> list[Column[Found]]:
    """How many copies, of what, and where it can be read."""
    kinds, locale = media(), current_locale()
    link, quantity = attrgetter("link"), attrgetter("quantity")
    return [
        Column(
            key="quantity",
            label=_("Quantity"),
            said=quantity,
            drawn=lambda row: format_number(row.quantity, locale),
            sort=True,
            align="end",
            phone="hide",
        ),
        Column(
            key="medium",
            label=_("Paper or electronic"),
            said=lambda row: kinds.get(row.medium),
            width=20,
            **QUIET,
        ),
        Column(
            key="link",
            label=_("Link"),
            said=link,
            drawn=lambda row: parts().link_out(row.link) if row.link else None,
            width=40,
            **QUIET,
        ),
    ]


def proof_column() -> Column[Found]:
    """Whether a file or a link proves it."""
    words, verdict = {True: _("attached"), False: _("missing")}, parts().verdict
    signs = {there: verdict("met" if there else "behind", word) for there, word in words.items()}
    return Column(
        key="proof",
        label=_("Evidence"),
        said=lambda row: words[bool(row.proofs or row.link)],
        drawn=lambda row: signs[bool(row.proofs or row.link)],
    )


def sorting() -> Sorting:
    """The order the address asks for; columns read by names go in the order of the names."""
    codes = {"region": by_words(dict(region_options(None))), "kind": by_words(publication_kinds())}
    return Sorting(request.args.get("sort", "-date"), codes)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters}."""
    asked_for = filters_of()
    found, total = publication_rows(asked_for, sorting(), PAGE, skipped()), count_publications(asked_for)
    shown = Listed(columns(), found, total, lambda row: f"/events/publications/{row.id}")
    return {"found": shown, "filters": asked_for}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    asked_for = filters_of()
    total, rows = count_publications(asked_for), publication_parts(asked_for, sorting())
    return send_workbook(_("Publications"), columns(), total, rows)
