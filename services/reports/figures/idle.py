"""Gatherings of an indicator's activity that bring nothing to its figure, each with the reason."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.reports.copies.models import GatheringCopy
from services.reports.db import db
from services.reports.figures import measures
from services.reports.figures.behind import PAGES
from services.reports.figures.measures import Measure
from services.reports.figures.queries import Window


def idle(
    project: dict[str, Any], indicator: dict[str, Any], behind: list[dict[str, Any]], window: Window
) -> list[dict[str, Any]]:
    """Rows `{title, href, settlement, day, why}` by date; only a measure that counts gatherings has any."""
    measure = measures.of(indicator)
    if measure is None or not measure.by_activity:
        return []
    statement = (
        select(GatheringCopy)
        .where(
            GatheringCopy.project_id == project["key"],
            GatheringCopy.activity == indicator["activity"],
            GatheringCopy.key.not_in([row["id"] for row in behind]),
        )
        .order_by(GatheringCopy.starts_on)
    )
    if window.regions is not None:
        statement = statement.where(GatheringCopy.region.in_(window.regions))
    return [
        {
            "title": row.title,
            "href": PAGES["gathering"].format(row.key),
            "settlement": row.settlement,
            "day": row.starts_on,
            "why": why(row, measure, window),
        }
        for row in db.session.scalars(statement)
    ]


def why(row: GatheringCopy, measure: Measure, window: Window) -> str:
    """The first reason that keeps a gathering out of a figure."""
    if row.status == "cancelled":
        return _("It was cancelled.")
    if measure.subtypes and row.type not in measure.subtypes:
        return _("Another type counts here; this is: %(type)s.", type=types().get(row.type, row.type))
    if row.status != "held":
        return _("It is not marked as held.")
    if row.starts_on > window.until:
        return _("Its day has not come yet.")
    return lacking(measure)


def lacking(measure: Measure) -> str:
    """What a gathering that took place lacks."""
    if measure.unique:
        return _("Nobody new was present: people count once, at their first gathering.")
    return {
        "event_programmes_attached": _("No programme is attached."),
        "attendance_lists_attached": _("No signed list is attached."),
        "feedback_received": _("No feedback sheets are attached."),
    }.get(measure.name) or _("Nobody is marked as present.")


def types() -> dict[str, str]:
    """Types of gatherings inside a sentence."""
    return {
        "training": _("training"),
        "master_class": _("master class"),
        "thematic_session": _("thematic session"),
        "round_table": _("round table"),
        "commission_meeting": _("commission meeting"),
        "briefing": _("briefing"),
        "public_presentation": _("public presentation"),
    }
