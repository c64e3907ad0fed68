"""Success stories as the other services are told about them."""

from __future__ import annotations

from services.grants.awards.models import Award
from services.grants.awards.queries import parents_of
from services.grants.db import db
from services.grants.stories.models import Story
from services.grants.stories.queries import state_of
from shared.language.records.story import Story as StoryRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_story(story: Story) -> None:
    """Tell reports the story's present state; who is quoted does not travel."""
    db.session.flush()
    publish(db.session, story_record(story))


def story_record(story: Story) -> StoryRecord:
    """Give a story as it travels."""
    contest, application = parents_of(db.session.get_one(Award, story.award_id))
    return StoryRecord(
        id=str(story.id),
        page=f"/grants/stories/{story.id}",
        project_id=str(contest.project_id),
        award_id=str(story.award_id),
        activity_id=contest.activity_id,
        region=story.region,
        settlement=application.settlement,
        group=application.group_name,
        group_kk=application.group_kk or "",
        title=story.title,
        title_kk=story.title_kk or "",
        published_on=story.published_on,
        status=state_of(story),
        link=story.link,
        evidence=proofs_of(story),
        entered_by=story.entered_by,
    )
