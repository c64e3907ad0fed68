"""The months of all journals as a page and as a workbook."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.consultations.forms import centre_options
from services.events.consultations.queries import centres_of
from services.events.journals.queries import VIEW, Found, count_months, missing_months, month_rows
from services.events.journals.wording.names import SHAPES, month_states
from services.events.projects.wording import centre_column
from shared.clock import Month
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, Column, Listed, asked, parts, skipped, state_column
from shared.sorting import Sorting

FILTERS = ("centre_id", "status", "proof")


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    return [
        Column(key="month", label=_("Month"), said=month, sort=True, phone="title"),
        centre_column(sort=True, width=36),
        counted("consultations", _("Consultations")),
        counted("unnamed", _("of them unnamed")),
        counted("people", _("Different people")),
        proof_column(),
        state_column(_("State"), month_states(), SHAPES, state, width=20),
    ]


def month(row: Found) -> Month:
    """The month of a row."""
    return Month.of(row.month)


def state(row: Found) -> str:
    """The state of a row."""
    return "closed" if row.closed_on else "open"


def counted(key: str, label: str) -> Column[Found]:
    """A column of counts."""
    return Column(key=key, label=label, said=attrgetter(key), sort=True, align="end", named=True)


def proof_column() -> Column[Found]:
    """Whether the signed scan is there; a month without entries needs none."""
    words, verdict = {True: _("attached"), False: _("missing")}, parts().verdict
    signs = {there: verdict("met" if there else "behind", word) for there, word in words.items()}
    return Column(
        key="proof",
        label=_("Signed scan"),
        said=lambda row: _("no entries") if needless(row) else words[bool(row.proofs)],
        drawn=lambda row: _("no entries") if needless(row) else signs[bool(row.proofs)],
        named=True,
    )


def needless(row: Found) -> bool:
    """Whether nothing has to be signed of a month."""
    return bool(row.empty_because) and not row.proofs


def rows(limit: int | None, offset: int = 0) -> Any:
    """Months of the list."""
    return month_rows(asked(*FILTERS), Sorting(request.args.get("sort", "-month"), {}), limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, centres: to choose from}."""
    asked_for = asked(*FILTERS)
    found, total = rows(PAGE, skipped()), count_months(asked_for)
    shown = Listed(columns(), found, total, lambda row: f"/events/journals/{row.id}")
    return {
        "found": shown,
        "filters": asked_for,
        "centres": centre_options(centres_of(VIEW)),
        "missing": missing_months(),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_months(asked(*FILTERS))
    return send_workbook(_("Consultation journals"), columns(), total, at_once(lambda: rows(None)))
