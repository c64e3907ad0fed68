"""Writing reviews down: every one that is found, however it speaks."""

from __future__ import annotations

import uuid
from datetime import date
from functools import partial
from typing import Any

from services.events.db import db
from services.events.projects.queries import outside_project, projects
from services.events.publications.operations import region_for
from services.events.reviews.models import SocialReview
from services.events.reviews.queries import RECORD, VIEW, with_link
from services.events.reviews.record import publish_review
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.surveys import SOCIAL_FEEDBACK
from shared.language.records.project import Project
from shared.reach import reachable

QUESTIONS = ("outside", "again")


class ReviewInFuture(Invalid):
    """This day has not come yet: a review is written down once it was written."""

    code = "review_in_future"


class ReviewOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "review_outside_project"


class ReviewKnown(Conflict):
    """A review of %(day)s under this very link is recorded already. Is this another one?
    Then say so and save it."""

    code = "review_known"


class ReviewWithdrawn(Conflict):
    """This review is struck off: nothing in it changes any more."""

    code = "review_withdrawn"


def record_review(values: dict[str, Any]) -> SocialReview:
    """Write a review down on the line of the plan that measures them."""
    project = projects.open(values["project_id"])
    item = SocialReview(project_id=values.pop("project_id"), activity_id=line_of(project))
    return kept(project, item, values)


def change_review(item: SocialReview, values: dict[str, Any]) -> SocialReview:
    """Correct a review; checked as a new one."""
    refuse_withdrawn(item)
    return kept(projects.open(item.project_id), item, values)


def withdraw_review(item: SocialReview, values: dict[str, Any]) -> SocialReview:
    """Say that a review was written down by mistake; ReviewWithdrawn."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    publish_review(item)
    return item


def refuse_withdrawn(item: SocialReview) -> None:
    """Refuse to change what was withdrawn; ReviewWithdrawn."""
    if item.withdrawn_because:
        raise ReviewWithdrawn


def kept(project: Project, item: SocialReview, values: dict[str, Any]) -> SocialReview:
    """The review as it was said to be."""
    asked, day = {name: not values.pop(name) for name in QUESTIONS}, values["written_on"]
    region, *_right = together(
        partial(region_for, project, values.get("region"), RECORD),
        partial(check_day, project, day, asked["outside"] and day != item.written_on),
        partial(check_link, item, project.id, values["link"] if asked["again"] else None),
    )
    for name, value in {**values, "region": region}.items():
        setattr(item, name, value)
    db.session.add(item)
    publish_review(item)
    return item


def line_of(project: Project) -> str | None:
    """The activity whose indicator counts reviews, by its id."""
    return project.line_measuring(SOCIAL_FEEDBACK)


def check_day(project: Project, day: date, ask: bool) -> None:
    """Refuse a day to come; ask about one outside the project."""
    if day > today():
        raise ReviewInFuture(field="written_on")
    if ask and outside_project(project, day):
        raise ReviewOutsideProject(field="written_on", day=format_short_date(day))


def check_link(item: SocialReview, project_id: str, link: str | None) -> None:
    """Ask about a link under which another review is recorded."""
    for other in with_link(uuid.UUID(project_id), link) if link else ():
        if other is not item:
            detail = {"id": str(other.id)} if reachable(VIEW, other.region) else {}
            raise ReviewKnown(field="link", day=format_short_date(other.written_on), detail=detail)
