"""Editions and their registers as workbooks: what the pages say, a row each."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response
from flask_babel import gettext as _

from services.events.editions import queries
from services.events.editions.models import Edition
from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.publications.wording import media, publication_kinds
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import Column, project_column, region_column, title_columns
from shared.projects import project_names

Found = Any  # an edition with its sums, or an entry, as it was found


def columns() -> list[Column[Found]]:
    """Columns of the workbook of editions."""
    names = project_names(projects.topics())
    sums = {
        "printed": _("Print run"),
        "paper": _("Handed out on paper"),
        "electronic": _("Sent electronically"),
        "downloads": _("Downloads"),
        "reviews": _("Experts' reviews"),
        "transfers": _("Acts of transfer"),
    }
    counted = [Column(key=key, label=label, said=attrgetter(key)) for key, label in sums.items()]
    return [
        *title_columns(_("Title"), width=50),
        Column(key="issued_on", label=_("Day"), said=attrgetter("issued_on")),
        *counted,
        Column(key="link", label=_("Link"), said=attrgetter("link"), width=40),
        project_column(names),
    ]


def entry_columns() -> list[Column[Found]]:
    """Columns of the workbook of a register: those by which it comes in again, and how many copies."""
    regions, kinds, forms = dict(region_options(None)), publication_kinds(), media()
    return [
        Column(key="issued_on", label=_("Day"), said=attrgetter("issued_on")),
        Column(key="kind", label=_("Kind"), said=lambda row: kinds[row.kind], width=24),
        *title_columns(_("Who, or where and to whom"), key="whom", width=44),
        Column(key="receivers", label=_("Receivers"), said=lambda row: "; ".join(row.receivers), width=60),
        Column(key="medium", label=_("Format"), said=lambda row: forms.get(row.medium, "")),
        region_column(regions, ""),
        Column(key="copies", label=_("Copies"), said=attrgetter("copies")),
    ]


def export() -> Response:
    """The editions as an .xlsx."""
    found = queries.edition_page(None, None, queries.MOST)
    return send_workbook(_("Brochures"), columns(), len(found), at_once(lambda: found))


def export_register(edition: Edition) -> Response:
    """The register of an edition as an .xlsx, without what was struck off."""
    found = [entry for entry, _files in queries.entries_of(edition) if not entry.withdrawn_because]
    return send_workbook(_("Register of copies"), entry_columns(), len(found), at_once(lambda: found))
