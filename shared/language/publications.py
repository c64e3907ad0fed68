"""What is issued: its kinds, the measure each moves, its states and media."""

from __future__ import annotations

from dataclasses import dataclass

from shared.language import evidence
from shared.language.words import msgid, msgid_in

PRESS_RELEASE, SOCIAL_POST, PRESS_ARTICLE = "press_release", "social_post", "press_article"
BROADCAST, INVITATION = "broadcast", "invitation"
MEDIA_PLAN, FINAL_PRESENTATION = "media_plan", "final_presentation"
BROCHURE, BROCHURE_HANDOUT = "brochure", "brochure_handout"
EXPERT_REVIEW, MANUAL_HANDOVER = "expert_review", "manual_handover"
IDEA, DRAFT, APPROVED, PUBLISHED = "idea", "draft", "approved", "published"
PAPER, ELECTRONIC = "paper", "electronic"


@dataclass(frozen=True)
class Kind:
    """A kind of publication, the measure it moves as plans write it, and the evidence most likely at hand."""

    name: str
    words: str
    measure: str
    first: str = evidence.OTHER


ALL = (
    Kind(PRESS_RELEASE, msgid("Press release"), "media_items[press_release]", evidence.PUBLICATION_LINK),
    Kind(SOCIAL_POST, msgid("Social media post"), "media_items[social_post]", evidence.SCREENSHOT),
    Kind(
        PRESS_ARTICLE, msgid("Article in the press"), "media_items[press_article]", evidence.PUBLICATION_LINK
    ),
    Kind(BROADCAST, msgid("Broadcast"), "media_items[broadcast]", evidence.PUBLICATION_LINK),
    Kind(INVITATION, msgid("Invitation"), "media_items[invitation]"),
    Kind(MEDIA_PLAN, msgid("Media plan"), "documents_issued[media_plan]"),
    Kind(
        FINAL_PRESENTATION,
        msgid("Final presentation"),
        "presentations_attached[final_briefing]",
        evidence.PRESENTATION,
    ),
    Kind(BROCHURE, msgid("Brochure"), "publications_ready[brochure]"),
    Kind(BROCHURE_HANDOUT, msgid("Brochures handed out"), "brochures_distributed", evidence.SIGNED_LIST),
    Kind(EXPERT_REVIEW, msgid("Expert's review"), "expert_reviews", evidence.REVIEW),
    Kind(MANUAL_HANDOVER, msgid("Handover of the guide"), "manual_handed_over", evidence.HANDOVER_ACT),
)
KINDS = {kind.name: kind for kind in ALL}
ITEMS = (PRESS_RELEASE, SOCIAL_POST, PRESS_ARTICLE, BROADCAST, INVITATION)  # what a media plan is made of
DOCUMENTS = (MEDIA_PLAN,)
OF_EDITIONS = (BROCHURE_HANDOUT, EXPERT_REVIEW, MANUAL_HANDOVER)  # what an edition's register is made of
STATUSES = {  # in the order in which an item goes through them
    IDEA: msgid_in("publication", "idea"),
    DRAFT: msgid_in("publication", "draft"),
    APPROVED: msgid_in("publication", "approved"),
    PUBLISHED: msgid_in("publication", "published"),
}
PLANNED = (IDEA, DRAFT, APPROVED)  # what waits to be published
MEDIA = {PAPER: msgid("on paper"), ELECTRONIC: msgid("electronic")}  # of copies handed out
