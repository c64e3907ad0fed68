"""Recording what was issued."""

from __future__ import annotations

from typing import Any

from services.events.db import db
from services.events.projects.queries import projects
from services.events.publications.models import Publication
from services.events.publications.queries import reachable, with_link
from services.events.publications.record import publish_publication
from shared.access import require, scope
from shared.doors.errors import Conflict, Invalid
from shared.language.publications import BROCHURE_HANDOUT, KINDS
from shared.language.records.project import Project
from shared.projects import activity_of, region_of


class MediumOfHandout(Invalid):
    """Paper or electronic is said of copies handed out only."""

    code = "medium_of_handout"


class RegionNeeded(Invalid):
    """Choose your region: only the project's team records what concerns the whole project."""

    code = "region_needed"


class LinkRecorded(Conflict):
    """“%(title)s” of %(day)s has this very link. Is this another publication? Then say so and save it."""

    code = "link_recorded"


def record_publication(values: dict[str, Any]) -> Publication:
    """Add something issued; without an activity it goes to the plan's line that measures this kind;
    without `again` a link that is recorded is refused, to be asked about."""
    again = values.pop("again", True)
    projects.open(values["project_id"])
    if not again:
        check_link(values.get("link"))
    item = Publication(**placed(values))
    db.session.add(item)
    publish_publication(item)
    return item


def change_publication(item: Publication, values: dict[str, Any]) -> Publication:
    """Correct something issued; checked as a new one."""
    if not values.pop("again", True):
        check_link(values.get("link"), item)
    for name, value in placed({**values, "project_id": item.project_id}).items():
        setattr(item, name, value)
    publish_publication(item)
    return item


def check_link(link: str | None, item: Publication | None = None) -> None:
    """Refuse a link under which another publication is recorded, anywhere; by name where it may be seen."""
    for other in with_link(link) if link else []:
        if other is not item:
            title = other.title if reachable("publication.view", other.region) else other.kind
            day = other.issued_on.strftime("%d.%m.%Y")
            raise LinkRecorded(field="link", title=title, day=day, detail={"id": str(other.id)})


def placed(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the region's code and the plan's activity;
    RegionNeeded, RegionUnknown, ActivityUnknown, Forbidden."""
    project, kind = projects.get(values["project_id"]), values["kind"]
    region = region_for(project, values.get("region"))
    if values.get("medium") and kind != BROCHURE_HANDOUT:
        raise MediumOfHandout(field="medium")
    named = values.pop("activity", None)
    activity_id = activity_of(project, named).id if named else measured_by(project, kind)
    return {**values, "region": region, "activity_id": activity_id}


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
