"""Success stories."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import SUBPROJECT, SUCCESS_STORIES
from shared.language.records.story import Story


def of(story: Story) -> list[Counted]:
    """A published story counts from its day; a draft does not, nor one nobody consented to."""
    if story.status != "published":
        return []
    return [counted(SUCCESS_STORIES, story.published_on, subtype=SUBPROJECT)]
