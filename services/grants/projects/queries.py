"""What grants knows about projects."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import get_locale

from services.grants.db import db
from services.grants.projects.models import ProjectCopy
from shared.doors.errors import Invalid
from shared.language.measures.contest import APPLICATIONS_RECEIVED, GROUPS_FORMED, SUBPROJECTS_COMPLETED
from shared.language.records.project import Project
from shared.projects import Projects, activity_of

projects = Projects("grants", db, ProjectCopy)
FUND = Decimal("1000000")  # of a region, where the plan's line has no cost
PROMISED = (GROUPS_FORMED, SUBPROJECTS_COMPLETED)


class ActivityNeeded(Invalid):
    """No activity of the plan counts applications to a contest, so name the activity.
    Its activities: %(known)s."""

    code = "activity_needed"


def contest_activity(project: Project, named: str | None) -> str:
    """The id of the activity a contest belongs to: the one named, or else the one whose indicator counts
    applications; ActivityUnknown, ActivityNeeded."""
    if named:
        return activity_of(project, named).id
    counting = project.line_measuring(APPLICATIONS_RECEIVED)
    if counting:
        return counting
    raise ActivityNeeded(field="activity", known=", ".join(line.code for line in project.activities))


def groups_promised(project: Project, activity_id: str) -> int | None:
    """How many initiative groups the plan's activity promises to support; None when it says nothing."""
    activity = project.activity(activity_id)
    promised = [
        int(Decimal(indicator.target))
        for indicator in (activity.indicators if activity else ())
        if indicator.expression.measure in PROMISED and indicator.target
    ]
    return max(promised, default=None)


def plan_fund(project: Project, activity_id: str) -> Decimal:
    """What the plan has for mini-grants of one region (tenge)."""
    activity = project.activity(activity_id)
    if activity is None or not activity.cost:
        return FUND
    return activity.cost / len(activity.regions or project.regions)


def region_name(project: Project, code: str) -> str:
    """A region's name in the reader's language."""
    region = project.region(code)
    return region.name(str(get_locale() or "ru")) if region else code
