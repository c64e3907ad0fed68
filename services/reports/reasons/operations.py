"""Saying why a figure is not what was planned; once for a month and a region."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import text

from services.reports.db import db
from services.reports.figures.queries.figures import check_region
from services.reports.figures.rules.lines import Line
from services.reports.reasons.models import Reason
from services.reports.reasons.queries import WRITE, months, same
from shared.access import require, scope
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_month
from shared.language.records.project import Project
from shared.projects import ProjectClosed

# Two people who write the same one at once come one after the other: the second is told of the first.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('reasons'))")


class MonthNotOfProject(Invalid):
    """Choose a month of the project that has begun."""

    code = "month_not_of_project"


class RegionOfReason(Invalid):
    """Choose your region: only the project's team speaks for the whole project."""

    code = "region_of_reason"


class ReasonGiven(Conflict):
    """For %(month)s there is a reason already: “%(text)s”. Correct it, or add yours to its words."""

    code = "reason_given"


class ReasonWithdrawn(Conflict):
    """This reason is withdrawn. If it was right after all, write it down anew."""

    code = "reason_withdrawn"


def give_reason(project: Project, line: Line, values: dict[str, Any]) -> Reason:
    """Say why an indicator of a month is not what was planned, in a region or in the whole project."""
    if project.closed_on:
        raise ProjectClosed
    region, _month = together(
        partial(region_for, project, values["region"]), partial(check_month, project, values["month"])
    )
    item = Reason(**values | {"project_id": project.id, "indicator_id": line.id, "region": region})
    db.session.execute(ONE_BY_ONE)
    refuse_given(same(item.project_id, item.indicator_id, item.month, region))
    db.session.add(item)
    db.session.flush()
    return item


def check_month(project: Project, month: str) -> None:
    """Refuse a month the project does not have; MonthNotOfProject."""
    if month not in months(project):
        raise MonthNotOfProject(field="month")


def refuse_given(other: Reason | None) -> None:
    """Refuse a second reason of the same month and region; ReasonGiven."""
    if other:
        month, detail = format_month(other.month), {"id": str(other.id)}
        raise ReasonGiven(field="month", month=month, text=other.text, detail=detail)


def region_for(project: Project, named: str | None) -> str | None:
    """The region the actor may speak for, or None: the whole project.
    Forbidden, RegionUnknown, RegionOfReason."""
    require(WRITE, named)
    check_region(project, named)
    if named is None and scope(WRITE) is not None:
        raise RegionOfReason(field="region")
    return named


def correct_reason(item: Reason, values: dict[str, Any]) -> Reason:
    """Say it in other words; reports that are sealed keep those they were sealed with."""
    refuse_withdrawn(item)
    item.text = values["text"]
    return item


def withdraw_reason(item: Reason, values: dict[str, Any]) -> Reason:
    """Say that a reason was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    return item


def refuse_withdrawn(item: Reason) -> None:
    """Nothing changes on a withdrawn reason; ReasonWithdrawn."""
    if item.withdrawn_because:
        raise ReasonWithdrawn
