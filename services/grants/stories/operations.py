"""Writing success stories down: of a sub-project that stands, each once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from services.grants.awards.models import Award
from services.grants.awards.queries import get_award, parents_of
from services.grants.db import db
from services.grants.projects.queries import projects
from services.grants.stories.models import Story
from services.grants.stories.queries import RECORD, earlier, same_words
from services.grants.stories.record import publish_story
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date


class GrantCancelled(Conflict):
    """This grant is cancelled: there is no sub-project to tell a story of."""

    code = "grant_cancelled"


class StoryInFuture(Invalid):
    """This day has not come yet: leave it empty until the story is published."""

    code = "story_in_future"


class StoryBeforeGrant(Invalid):
    """The grant was awarded on %(day)s: a story of what was done with it cannot be older."""

    code = "story_before_grant"


class StoryRecorded(Conflict):
    """This very story of the sub-project is recorded already: “%(title)s”. It counts once."""

    code = "story_recorded"


class StoryKnown(Conflict):
    """The sub-project has a story already: “%(title)s”. Is this another one? Then say so and save it."""

    code = "story_known"


class StoryWithdrawn(Conflict):
    """This story is withdrawn and counts nowhere. If it is told after all, record it anew."""

    code = "story_withdrawn"


def record_story(values: dict[str, Any]) -> Story:
    """Write down the story of a sub-project."""
    award = get_award(values.pop("award_id"), RECORD, lock=True)
    projects.open(parents_of(award)[0].project_id)
    if award.status == "cancelled":
        raise GrantCancelled(field="award_id")
    story = Story(award_id=award.id, contest_id=award.contest_id, region=award.region)
    return told(story, award, values)


def change_story(story: Story, values: dict[str, Any]) -> Story:
    """Correct a story; checked as a new one, asked only about what is another now."""
    refuse_withdrawn(story)
    return told(story, get_award(story.award_id, RECORD, lock=True), values)


def told(story: Story, award: Award, values: dict[str, Any]) -> Story:
    """The story with these values, once everything about them is right or was answered."""
    ask = not values.pop("again") and story.title is None
    together(
        partial(check_day, values["published_on"], award.awarded_on),
        partial(check_once, story, values["title"], ask),
    )
    for name, value in values.items():
        setattr(story, name, value)
    db.session.add(story)
    publish_story(story)
    return story


def check_day(day: date | None, awarded_on: date) -> None:
    """Refuse a day to come, or one before there was a grant."""
    if day and day > today():
        raise StoryInFuture(field="published_on")
    if day and day < awarded_on:
        raise StoryBeforeGrant(field="published_on", day=format_short_date(awarded_on))


def check_once(story: Story, title: str, ask: bool) -> None:
    """Refuse the same story, ask about another one of the same sub-project."""
    for other in earlier(story.award_id, story):
        about: dict[str, Any] = {"field": "title", "title": other.title, "detail": {"id": str(other.id)}}
        if same_words(other.title, title):
            raise StoryRecorded(**about)
        if ask:
            raise StoryKnown(**about)


def withdraw_story(story: Story, values: dict[str, Any]) -> Story:
    """Say that a story is no longer told, and why."""
    refuse_withdrawn(story)
    story.withdrawn_because = values["reason"]
    publish_story(story)
    return story


def refuse_withdrawn(story: Story) -> None:
    """Nothing changes on a withdrawn story; StoryWithdrawn."""
    if story.withdrawn_because:
        raise StoryWithdrawn
