"""The list of consultations as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.consultations.forms import centre_options
from services.events.consultations.operations import asked as asked_in
from services.events.consultations.queries import (
    VIEW,
    Found,
    centres_of,
    consultation_parts,
    consultation_rows,
    count_consultations,
    kept_answers,
    months_seen,
)
from services.events.consultations.wording import channels, topics, visitor
from services.events.projects.wording import centre_column
from shared.clock import today
from shared.doors.export import send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, skipped
from shared.i18n import format_month
from shared.plugins import extra
from shared.sorting import Sorting, by_words

FILTERS = ("q", "centre_id", "month", "topic", "channel", "who")


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    return [
        Column(key="number", label=_("No."), said=attrgetter("number"), sort=True, phone="title"),
        Column(key="date", label=_("Day"), said=attrgetter("held_on"), sort=True, unbroken=True),
        centre_column(sort=True, width=30),
        *said_columns(),
        *given_columns(),
        *answers(),
    ]


def answers() -> list[Column[Found]]:
    """What the plugins of the regions of the reader's centres ask, and what was answered before."""

    def asked_about(row: Found) -> extra.Asked:
        return asked_in(row.region, row.held_on)

    here = dict.fromkeys(centre.region for centre in centres_of(VIEW).values())
    return extra.columns([asked_in(region, today()) for region in here], kept_answers(), asked_about)


def said_columns() -> list[Column[Found]]:
    """What about, what was asked and answered."""
    subjects = topics()
    return [
        Column(key="topic", label=_("Subject"), said=lambda row: subjects[row.topic], sort=True, width=30),
        Column(key="question", label=_("Question"), said=attrgetter("question"), width=60, phone="hide"),
        Column(key="answer", label=_("Answer"), said=attrgetter("answer"), width=60, **QUIET),
    ]


def given_columns() -> list[Column[Found]]:
    """Who came, who advised, by which way and how long."""
    ways = channels()
    whose, referral = attrgetter("consultant"), attrgetter("referral")

    def who(row: Found) -> str:
        return visitor(row.name, row.sex, row.age_band)

    def way(row: Found) -> str:
        return ways[row.channel]

    return [
        Column(key="who", label=_("Who came"), said=who, width=30),
        Column(key="channel", label=_("How it was given"), said=way, sort=True, width=20, phone="hide"),
        Column(
            key="minutes", label=_("Minutes"), said=attrgetter("minutes"), sort=True, align="end", **QUIET
        ),
        Column(key="consultant", label=_("Consultant"), said=whose, sort=True, width=26, **QUIET),
        Column(key="referral", label=_("Referred to"), said=referral, width=30, **QUIET),
    ]


def sorting() -> Sorting:
    """The order the address asks for; codes go in the order of their words."""
    codes = {"topic": by_words(topics()), "channel": by_words(channels())}
    return Sorting(request.args.get("sort", "-date"), codes)


def months() -> list[tuple[str, str]]:
    """The months that have entries, to choose from."""
    return [(f"{month:%Y-%m}", format_month(month)) for month in months_seen()]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, centres, months}, the last two to choose from."""
    asked_for = asked(*FILTERS)
    found, total = consultation_rows(asked_for, sorting(), PAGE, skipped()), count_consultations(asked_for)
    shown = Listed(columns(), found, total, lambda row: f"/events/consultations/{row.id}")
    return {
        "found": shown,
        "filters": asked_for,
        "centres": centre_options(centres_of(VIEW)),
        "months": months(),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    asked_for = asked(*FILTERS)
    total, rows = count_consultations(asked_for), consultation_parts(asked_for, sorting())
    return send_workbook(_("Consultations"), columns(), total, rows)
