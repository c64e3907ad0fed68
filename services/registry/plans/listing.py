"""The list of plans as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.plans.queries import count_plans, plan_rows
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, parts, skipped
from shared.i18n import format_money, once_a_language
from shared.spoken import topic

FILTERS = ("q", "status")
SHAPES = {"approved": "ok", "draft": "pace", "submitted": "pace", "handed": "pace"}
Line = dict[str, Any]


@once_a_language
def statuses() -> Mapping[str, str]:
    """States to choose from; a closed project is one of them."""
    return {
        "draft": pgettext("plan", "draft"),
        "handed": pgettext("plan", "handed down, waits for you"),
        "approved": pgettext("plan", "approved"),
        "superseded": pgettext("plan", "replaced by a newer version"),
        "closed": pgettext("plan", "project closed"),
    }


def columns() -> list[Column[Line]]:
    """Columns of the list."""
    number, grantee, source = map(itemgetter, ("no", "grantee", "source"))
    return [
        Column(key="topic", label=_("Project"), said=called, sort=True, width=60),
        Column(
            key="no",
            label=_("Version"),
            said=number,
            drawn=lambda row: f"№ {row['no']}",
            sort=True,
            align="end",
            phone="line",
        ),
        status_column(),
        doubts_column(),
        day("approved", _("Approved")),
        day("uploaded", _("Uploaded"), phone="hide"),
        Column(key="grantee", label=_("Grantee"), said=grantee, sort=True, width=40, **QUIET),
        amount_column(),
        Column(key="source", label=_("Word file"), said=source, phone="line", width=40),
    ]


def called(row: Line) -> str:
    """What the project is called, in the reader's language."""
    return topic(row["topic"], row["topic_kk"])


def doubts_column() -> Column[Line]:
    """How many questions the reading left."""
    shown: dict[str, Any] = {"align": "end", "phone": "hide"}
    doubts = itemgetter("doubts")
    return Column(
        key="doubts", label=_("Doubts"), said=doubts, drawn=lambda row: row["doubts"] or "—", **shown
    )


def day(name: str, label: str, phone: str = "") -> Column[Line]:
    """A day something was done on."""
    return Column(key=name, label=label, said=itemgetter(name), sort=True, phone=phone, width=18)


def amount_column() -> Column[Line]:
    """The amount of the grant."""

    def amount(row: Line) -> Decimal | None:
        return None if row["amount"] is None else Decimal(str(row["amount"]))

    return Column(
        key="amount",
        label=_("Amount of the grant"),
        said=amount,
        drawn=lambda row: None if row["amount"] is None else format_money(row["amount"]),
        align="end",
        **QUIET,
    )


def status_column() -> Column[Line]:
    """The state; that the project is closed comes first."""
    pill = parts().pill

    def drawn(row: Line) -> Any:
        return pill(state(row), "plain" if row["closed_on"] else SHAPES.get(row["status"], "plain"))

    return Column(
        key="status",
        label=_("State"),
        said=state,
        drawn=drawn,
        sort=True,
        phone="end",
        width=24,
    )


def state(row: Line) -> str:
    """The state of a version in words; that its project is closed comes first."""
    code = "closed" if row["closed_on"] and row["status"] == "approved" else row["status"]
    return statuses().get(code, code)


def rows(limit: int | None, offset: int = 0) -> list[Line]:
    """Plans of the list."""
    return plan_rows(asked(*FILTERS), request.args.get("sort", ""), limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, statuses}."""
    filters = asked(*FILTERS)
    found, total = rows(PAGE, skipped()), count_plans(filters)
    return {
        "found": Listed(columns(), found, total, lambda row: f"/registry/plans/{row['id']}"),
        "filters": filters,
        "statuses": list(statuses().items()),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_plans(asked(*FILTERS))
    return send_workbook(_("Plans"), columns(), total, at_once(lambda: rows(None)))
