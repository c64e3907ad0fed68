"""What is true about releases."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from services.reports.db import db
from services.reports.releases.models import Release
from services.reports.reports.models import Report
from services.reports.reports.queries.reports import get_report
from shared.access import actor, in_scope
from shared.doors.errors import NotFound

PUBLISH = "report.publish"


def get_release(release_id: uuid.UUID, permission: str = "report.view", lock: bool = False) -> Release:
    """A release of a report the actor may see; NotFound."""
    found = db.session.get(Release, release_id, with_for_update=lock or None)
    if found is None or not may(permission, found):
        raise NotFound
    return found


def may(permission: str, item: Release) -> bool:
    """Whether the actor may do this with a release: by its report's region, the whole project's by all."""
    region = db.session.get_one(Report, item.report_id).region
    return actor().everywhere(permission) if region is None else in_scope(permission, region)


def report_of(item: Release) -> Report:
    """The report of a release."""
    return get_report(item.report_id)


def releases_of(report: Report, *, withdrawn: bool = True) -> Sequence[Release]:
    """Where a report was published, by day; those that were withdrawn too, unless left out."""
    found = select(Release).where(Release.report_id == report.id)
    kept = found if withdrawn else found.where(Release.withdrawn_because.is_(None))
    return db.session.scalars(kept.order_by(Release.published_on, Release.id)).all()


def with_link(link: str) -> Release | None:
    """The release under this very link, if one is noted."""
    same = select(Release).where(Release.link == link, Release.withdrawn_because.is_(None))
    return db.session.scalar(same)
