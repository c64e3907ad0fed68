"""The applications of a contest as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.applications import forms
from services.grants.applications.queries import (
    ListedApplication,
    application_parts,
    application_rows,
    count_applications,
    kept_answers,
    sees_names,
)
from services.grants.applications.wording import SHAPES, application_statuses, verdicts
from services.grants.contests.models import Contest
from services.grants.contests.queries.funds import visible_funds
from services.grants.directions.queries import direction_names
from services.grants.groups.queries import group_words
from services.grants.projects.wording import region_name
from shared.doors.export import send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    parts,
    settlement_column,
    skipped,
    state_column,
)
from shared.i18n import format_money
from shared.sorting import by_words
from shared.spoken import place_words

FILTERS = ("q", "region", "direction", "status", "verdict", "scan")
MONEY: dict[str, Any] = {"align": "end", "sort": True, "named": True}
Columns = list[Column[ListedApplication]]


def columns(contest: Contest, regions: list[str]) -> Columns:
    """Columns of the list; leaders are for those who may read their names."""
    title, received = attrgetter("title"), _("Received")
    return [
        Column(key="number", label=_("Number"), said=attrgetter("number"), sort=True),
        group_column(),
        *leader_column(contest),
        *place_columns(regions),
        Column(key="title", label=_("Title of the project"), said=title, width=46, **QUIET),
        *direction_column(contest),
        Column(key="registered_on", label=received, said=attrgetter("registered_on"), sort=True, **QUIET),
        *money_columns(),
        *forms.columns(contest, regions, kept_answers(contest.id)),
        scan_column(),
        state_column(_("State"), application_statuses(), SHAPES, attrgetter("status"), width=22),
    ]


def group_column() -> Column[ListedApplication]:
    """The group; the page says where it is."""
    noted = parts().noted
    return Column(
        key="group_name",
        label=_("Group"),
        said=attrgetter("group_name"),
        drawn=lambda row: noted(group_words(row), place_words(row.settlement)),
        sort=True,
        width=34,
    )


def leader_column(contest: Contest) -> Columns:
    """Who leads the groups, for those who may read it."""
    leader, label = attrgetter("leader_name"), _("Leader of the group")
    column = Column[ListedApplication](key="leader_name", label=label, said=leader, width=30, **QUIET)
    return [column] if sees_names(contest.id) else []


def place_columns(regions: list[str]) -> Columns:
    """Where the groups are; the region only where there is more than one."""
    names = {code: region_name(code) for code in regions}
    region = Column[ListedApplication](
        key="region",
        label=_("Region"),
        said=lambda row: names.get(row.region, row.region),
        sort=True,
        hidden=len(regions) < 2,
        width=26,
    )
    return [region, settlement_column(_("Settlement"), sort=True, **QUIET)]


def direction_column(contest: Contest) -> Columns:
    """What of the contest it goes to, where the contest has directions."""
    names, label = direction_names(contest), _("Direction")

    def named(row: ListedApplication) -> str:
        return names.get(row.direction_id, "") if row.direction_id else ""

    column = Column[ListedApplication](key="direction", label=label, said=named, width=36, **QUIET)
    return [column] if names else []


def money_columns() -> Columns:
    """The four amounts; what the commission advised against says so."""
    refuse, awarded = verdicts()["refuse"], awarded_drawing()
    return [
        money("requested", _("Requested")),
        Column(
            key="recommended",
            label=_("Recommended"),
            said=lambda row: refuse if row.verdict == "refuse" else row.recommended,
            drawn=lambda row: refuse if row.verdict == "refuse" else in_tenge(row.recommended),
            **MONEY,
        ),
        Column(key="awarded", label=_("Awarded"), said=attrgetter("awarded"), drawn=awarded, **MONEY),
        money("paid", _("Paid")),
    ]


def money(name: str, label: str) -> Column[ListedApplication]:
    """An amount."""
    amount = attrgetter(name)
    return Column(key=name, label=label, said=amount, drawn=lambda row: in_tenge(amount(row)), **MONEY)


def in_tenge(amount: Any) -> str | None:
    """An amount as a page shows it."""
    return None if amount is None else format_money(amount)


def awarded_drawing() -> Any:
    """How a page shows what was awarded; beside it, where the commission had said less."""
    against, more, below = _("against the commission"), _("more than recommended"), parts().below

    def drawn(row: ListedApplication) -> Any:
        if not row.awarded:
            return in_tenge(row.awarded)
        if row.verdict == "refuse":
            return below(in_tenge(row.awarded), against)
        is_more = row.recommended and row.awarded > row.recommended
        return below(in_tenge(row.awarded), more) if is_more else in_tenge(row.awarded)

    return drawn


def scan_column() -> Column[ListedApplication]:
    """Whether the scan is there."""
    words = {True: _("attached"), False: _("missing")}
    return Column(key="has_scan", label=_("Scan"), said=lambda row: words[bool(row.has_scan)], **QUIET)


def order(regions: list[str]) -> dict[str, list[str]]:
    """Codes of the columns that are read by names, in the order of the names."""
    return {"region": regions, "status": by_words(application_statuses())}


def regions_of(contest: Contest) -> list[str]:
    """Codes of the contest's regions the reader sees, in the order their names are read."""
    return sorted((fund.region for fund in visible_funds(contest.id)), key=region_name)


def page_of(contest: Contest) -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, regions: [(code, name)]}."""
    filters, regions = asked(*FILTERS), regions_of(contest)
    sort, total = request.args.get("sort", "number"), count_applications(contest.id, filters)
    rows = application_rows(contest.id, filters, sort, PAGE, skipped(), order(regions))
    return {
        "found": Listed(columns(contest, regions), rows, total, lambda row: f"/grants/applications/{row.id}"),
        "filters": filters,
        "regions": [(code, region_name(code)) for code in regions],
        "directions": list(direction_names(contest).items()),
    }


def export(contest: Contest) -> Response:
    """The list of the same address as an .xlsx."""
    filters, regions = asked(*FILTERS), regions_of(contest)
    total = count_applications(contest.id, filters)
    every = application_parts(contest.id, filters, request.args.get("sort", "number"), order(regions))
    return send_workbook(_("Applications"), columns(contest, regions), total, every)
