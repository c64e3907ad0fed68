"""What proves a success story, and what it may not be shown without."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.contests.queries.reach import may
from services.grants.stories.models import Story
from services.grants.stories.operations import refuse_withdrawn
from services.grants.stories.queries import RECORD, get_story
from services.grants.stories.record import publish_story
from shared.language import evidence
from shared.proofs.declaring import Need, Proven
from shared.spoken import title_of


def needs(story: Story) -> tuple[Need, ...]:
    """The photos, the consent where somebody is shown or quoted by name, a copy where there is no link."""
    asked = not story.faceless or bool(story.quoted)
    kinds = [evidence.PHOTO] + [evidence.CONSENT] * asked + [evidence.PUBLICATION_LINK] * (not story.link)
    return tuple(Need((kind,)) for kind in kinds)


STORY = Proven(
    kind="story",
    path="stories",
    model=Story,
    keeper=RECORD,
    find=get_story,
    may=lambda permission, story: may(permission, story.contest_id, story.region),
    tell=publish_story,
    title=title_of,
    listed=lambda: (_("Success stories"), "/grants/stories"),
    needs=needs,
    first=lambda story: evidence.PHOTO,
    alive=lambda story: not story.withdrawn_because,
    admit=refuse_withdrawn,
)
