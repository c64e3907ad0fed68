"""Noting where a report was published; the same place never twice."""

from __future__ import annotations

from functools import partial
from typing import Any

from services.reports.db import db
from services.reports.documents.public import PUBLIC
from services.reports.releases.models import Release
from services.reports.releases.queries import PUBLISH, may, with_link
from services.reports.releases.record import publish_release
from services.reports.reports.models import Report
from shared.clock import ZONE, today
from shared.doors.errors import Conflict, Forbidden, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date


class PublicVersionMissing(Conflict):
    """Make the public version first: the one with names and reasons is not for everybody."""

    code = "public_version_missing"


class PublishedInFuture(Invalid):
    """This day has not come yet."""

    code = "published_in_future"


class PublishedBeforeSealed(Invalid):
    """The report was sealed on %(day)s only: what stood there before was something else."""

    code = "published_before_sealed"


class LinkNoted(Conflict):
    """This address is noted already: a place counts once."""

    code = "link_noted"


class ReleaseWithdrawn(Conflict):
    """This place is withdrawn and proves nothing. If it is there again, note it anew."""

    code = "release_withdrawn"


def note_release(report: Report, values: dict[str, Any]) -> Release:
    """Note where the public version of a report stands."""
    if not any(file.format.startswith(PUBLIC) for file in report.files):
        raise PublicVersionMissing
    together(partial(check_day, report, values), partial(check_link, values["link"]))
    item = Release(report_id=report.id, **values)
    db.session.add(item)
    db.session.flush()
    if not may(PUBLISH, item):
        raise Forbidden
    return publish_release(item)


def check_link(link: str) -> None:
    """Refuse a place that is noted already; LinkNoted."""
    if with_link(link):
        raise LinkNoted(field="link")


def check_day(report: Report, values: dict[str, Any]) -> None:
    """A report can be read from the day it was sealed, and not tomorrow."""
    day = values["published_on"]
    if day > today():
        raise PublishedInFuture(field="published_on")
    sealed = report.sealed_at.astimezone(ZONE).date() if report.sealed_at else None
    if sealed and day < sealed:
        raise PublishedBeforeSealed(field="published_on", day=format_short_date(sealed))


def withdraw_release(item: Release, values: dict[str, Any]) -> Release:
    """Say that a place was noted by mistake or is no longer there."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    return publish_release(item)


def refuse_withdrawn(item: Release) -> None:
    """Nothing changes on a withdrawn one; ReleaseWithdrawn."""
    if item.withdrawn_because:
        raise ReleaseWithdrawn
