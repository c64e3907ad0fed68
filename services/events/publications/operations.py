"""Planning what is to be issued, recording what was: a page counts once."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import text

from services.events.db import db
from services.events.projects.queries import outside_project, projects
from services.events.publications.models import Publication
from services.events.publications.queries import link_key, with_link
from services.events.publications.record import publish_publication
from shared.access import require, scope
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.publications import DOCUMENTS, FINAL_PRESENTATION, ITEMS, KINDS, PUBLISHED
from shared.language.records.project import Project
from shared.projects import activity_of, region_of
from shared.reach import reachable

# Two people who record the same page at once come one after the other: the second is refused.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('publications'))")


class KindOfEdition(Invalid):
    """Brochures, their reviews, transfers and hand-outs are recorded with their edition,
    by who received them."""

    code = "kind_of_edition"


class KindOfBriefing(Invalid):
    """The final presentation is entered once: attach it to the briefing at which it is shown."""

    code = "kind_of_briefing"


class RegionNeeded(Invalid):
    """Choose your region: only the project's team records what concerns the whole project."""

    code = "region_needed"


class LinkRecorded(Conflict):
    """“%(title)s” (%(day)s) has this very link, and a link counts once. Give the link of this
    publication itself, or leave it empty and attach a file that proves it."""

    code = "link_recorded"


class DayNeeded(Invalid):
    """Say on which day it was published."""

    code = "day_needed"


class IssuedInFuture(Invalid):
    """This day has not come yet: a publication counts once it is published. Plan it for that day instead."""

    code = "issued_in_future"


class IssuedOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "issued_outside_project"


class AlreadyPublished(Conflict):
    """This is published already."""

    code = "already_published"


def record_publication(values: dict[str, Any]) -> Publication:
    """Add something issued or planned; without an activity it goes to the line that measures this kind."""
    project = projects.open(values["project_id"])
    item = written(Publication(), project, values)
    db.session.add(item)
    publish_publication(item)
    return item


def change_publication(item: Publication, values: dict[str, Any]) -> Publication:
    """Correct something issued or planned; checked as a new one."""
    project = projects.get(item.project_id)
    publish_publication(written(item, project, {**values, "project_id": item.project_id}))
    return item


def move_publication(item: Publication, values: dict[str, Any]) -> Publication:
    """Say where an item stands that is not published yet; AlreadyPublished."""
    if item.status == PUBLISHED:
        raise AlreadyPublished
    item.status = values["status"]
    publish_publication(item)
    return item


def issue_publication(item: Publication, values: dict[str, Any]) -> Publication:
    """Say that a planned item was published: on which day, and where it can be read; AlreadyPublished."""
    if item.status == PUBLISHED:
        raise AlreadyPublished
    link = values.pop("link") or item.link
    said = {**values, "status": PUBLISHED, "planned_on": item.planned_on}
    check_days(item, projects.open(item.project_id), said)
    take_link(item, item.kind, link)
    for name, value in said.items():
        setattr(item, name, value)
    publish_publication(item)
    return item


def written(item: Publication, project: Project, values: dict[str, Any]) -> Publication:
    """The publication with these values, once its days and its link are right or were answered."""
    _kind, _days, place = together(
        partial(check_kind, item, values["kind"]),
        partial(check_days, item, project, values),
        partial(placed, project, values),
    )
    said = {**values, **place}
    take_link(item, said["kind"], said.pop("link"))
    for name, value in said.items():
        setattr(item, name, value)
    return item


def check_kind(item: Publication, kind: str) -> None:
    """Refuse what is recorded elsewhere; KindOfBriefing, KindOfEdition."""
    if kind == FINAL_PRESENTATION != item.kind:
        raise KindOfBriefing(field="kind")
    if kind not in (*ITEMS, *DOCUMENTS, item.kind):
        raise KindOfEdition(field="kind")


def check_days(item: Publication, project: Project, values: dict[str, Any]) -> None:
    """Keep of the two days what the state has: published needs its day, all else at most a planned one.
    DayNeeded, IssuedInFuture; IssuedOutsideProject asks."""
    answered = values.pop("outside")
    if values["status"] != PUBLISHED:
        values["planned_on"], values["issued_on"] = values["planned_on"] or values["issued_on"], None
    elif values["issued_on"] is None:
        raise DayNeeded(field="issued_on")
    elif values["issued_on"] > today():
        raise IssuedInFuture(field="issued_on")
    for name in ("planned_on", "issued_on"):
        day = values[name]
        if day and not answered and day != getattr(item, name) and outside_project(project, day):
            raise IssuedOutsideProject(field=name, day=format_short_date(day))


def take_link(item: Publication, kind: str, link: str | None) -> None:
    """Give the item its link; one under which another item counts is refused; LinkRecorded."""
    key = link_key(link) if link and kind in ITEMS else None
    db.session.execute(ONE_BY_ONE)
    other = with_link(key) if key else None
    kept = item.link and item.kind in ITEMS and link_key(item.link) == key  # twice from the time before
    if other and other is not item and not kept:
        seen = reachable("publication.view", other.region)
        title, day = other.title if seen else "…", format_short_date(other.day) if other.day else "–"
        raise LinkRecorded(field="link", title=title, day=day, detail={"id": str(other.id)} if seen else {})
    item.link, item.link_key = link, None if other and other is not item else key


def placed(project: Project, values: dict[str, Any]) -> dict[str, Any]:
    """The region's code and the plan's activity; RegionNeeded, RegionUnknown, ActivityUnknown, Forbidden."""
    region, activity_id = together(
        partial(region_for, project, values.get("region")),
        partial(line_for, project, values.pop("activity", None), values["kind"]),
    )
    return {"region": region, "activity_id": activity_id}


def line_for(project: Project, named: str | None, kind: str) -> str | None:
    """The line that is named, else the one that measures this kind; ActivityUnknown."""
    return activity_of(project, named).id if named else measured_by(project, kind)


def region_for(project: Project, named: str | None, permission: str = "publication.record") -> str | None:
    """The region where the actor may record, or None: the whole project."""
    region = region_of(project, named) if named else None
    require(permission, region)
    if region is None and scope(permission) is not None:
        raise RegionNeeded(field="region")
    return region


def measured_by(project: Project, kind: str) -> str | None:
    """The activity whose indicator counts this kind of publication, by its id."""
    return project.line_with(lambda indicator: indicator.measure == KINDS[kind].measure)
