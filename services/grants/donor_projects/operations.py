"""Writing down which projects of participants donors gave money for: each once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from services.grants.db import db
from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.queries import RECORD, reachable, same_as
from services.grants.donor_projects.record import publish_donor_project
from services.grants.projects.queries import projects
from shared.access import require
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.contest import DONOR_FUNDED
from shared.language.records.project import Project
from shared.projects import region_of

# Two people who write the same one at once come one after the other: the second is refused.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('donor_projects'))")


class DecidedInFuture(Invalid):
    """This day has not come yet: leave it empty until the donor has decided."""

    code = "decided_in_future"


class DecidedBeforeProject(Invalid):
    """The project began on %(day)s: what a donor decided before that did not come of it."""

    code = "decided_before_project"


class DonorProjectRecorded(Conflict):
    """This project with this donor is recorded already: “%(title)s”. It counts once."""

    code = "donor_project_recorded"


class DonorProjectWithdrawn(Conflict):
    """This entry is withdrawn and counts nowhere. If the donor gives after all, record it anew."""

    code = "donor_project_withdrawn"


def record_donor_project(values: dict[str, Any]) -> DonorProject:
    """Write down a project taken to a donor; it goes to the plan's line that counts such projects."""
    project = projects.open(values.pop("project_id"))
    line = project.line_measuring(DONOR_FUNDED)
    return written(DonorProject(project_id=project.id, activity_id=line), project, values)


def change_donor_project(item: DonorProject, values: dict[str, Any]) -> DonorProject:
    """Correct an entry; checked as a new one."""
    refuse_withdrawn(item)
    return written(item, projects.get(item.project_id), values)


def written(item: DonorProject, project: Project, values: dict[str, Any]) -> DonorProject:
    """The entry with these values, once everything about them is right."""
    db.session.execute(ONE_BY_ONE)
    region, *_right = together(
        partial(region_for, project, values["region"]),
        partial(check_day, project, values["decided_on"]),
        partial(check_once, item, values["title"], values["donor"]),
    )
    for name, value in {**values, "region": region}.items():
        setattr(item, name, value)
    db.session.add(item)
    publish_donor_project(item)
    return item


def region_for(project: Project, named: str) -> str:
    """The region it is of, where the actor may record; RegionUnknown, Forbidden."""
    region = region_of(project, named)
    require(RECORD, region)
    return region


def check_day(project: Project, day: date | None) -> None:
    """Refuse a day to come, or one before the project."""
    if day and day > today():
        raise DecidedInFuture(field="decided_on")
    if day and project.period_from and day < project.period_from:
        raise DecidedBeforeProject(field="decided_on", day=format_short_date(project.period_from))


def check_once(item: DonorProject, title: str, donor: str) -> None:
    """Refuse an entry that is there; of another region only that it is."""
    if other := same_as(item, title, donor):
        mine = reachable(RECORD, other.region)
        detail = {"id": str(other.id)} if mine else {}
        raise DonorProjectRecorded(field="title", title=other.title if mine else "…", detail=detail)


def withdraw_donor_project(item: DonorProject, values: dict[str, Any]) -> DonorProject:
    """Say that an entry was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    publish_donor_project(item)
    return item


def refuse_withdrawn(item: DonorProject) -> None:
    """Nothing changes on a withdrawn entry; DonorProjectWithdrawn."""
    if item.withdrawn_because:
        raise DonorProjectWithdrawn
