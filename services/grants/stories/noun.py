"""Success stories."""

from __future__ import annotations

from services.grants.groups.models import GroupCopy
from services.grants.stories.api import api
from services.grants.stories.cards import on_award
from services.grants.stories.models import Story
from services.grants.stories.proof import STORY
from services.grants.stories.queries import of_groups
from services.grants.stories.record import story_record
from services.grants.stories.views import views
from services.grants.stories.week import week
from services.grants.stories.wording import story, words
from shared.language.roles import PR_OFFICER, READERS, RECORDERS
from shared.queue.outbox import Copied, Sends
from shared.web.service import Noun

STORIES = Noun(
    "stories",
    tables=(Story,),
    sends=(Sends(Story, story_record, copied=(Copied(GroupCopy, of_groups),)),),
    pages=views,
    week=week,
    api=api,
    words=words,
    permissions={"story.view": READERS, "story.record": (*RECORDERS, PR_OFFICER)},
    proves=(STORY,),
    cards={"award": on_award},
    told={"stories": story},
)
