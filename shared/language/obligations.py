"""What a plan asks to exist by a day: what each such thing is called, whose work it is, and how it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.language import gatherings, publications
from shared.language.expressions import Expression
from shared.language.measures import centres, contest, guides, media
from shared.language.measures.gatherings import EVENT_PROGRAMMES, EVENTS_HELD, PRESENTATIONS
from shared.language.roles import CENTER_OPERATOR, COORDINATOR, PARTNER_REP, PR_OFFICER
from shared.language.words import Word, msgid, msgid_in

OPEN, WAIVED = "open", "waived"
PLANNED, DUE, OVERDUE, DONE, LATE = "planned", "due", "overdue", "done", "late"
STATES = {
    OVERDUE: msgid_in("obligation", "overdue"),
    DUE: msgid_in("obligation", "due"),
    PLANNED: msgid_in("obligation", "planned"),
    LATE: msgid_in("obligation", "done late"),
    DONE: msgid_in("obligation", "done"),
    WAIVED: msgid_in("obligation", "waived"),
}


TOWN, VILLAGE = "town", "village"
GROUNDS = {
    TOWN: msgid_in("where a gathering is held", "town"),
    VILLAGE: msgid_in("where a gathering is held", "village"),
}
BOTH_GROUNDS = re.compile(
    r"город\w*\s*(?:[-–—,]|и(?!\s*/))\s*(?:с[её]л|аул|пос[её]л)|қала\w*\s*(?:[-–—,]|мен|және)\s*ауыл",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Thing:
    """Something a measure makes a plan ask for. `each`: one by one, else all of them together;
    `placed`: in the regions of its line, where their number can be shared evenly."""

    words: Word
    owner: str = COORDINATOR
    each: bool = False
    placed: bool = False


def at_place(words: Word, owner: str = PARTNER_REP) -> Thing:
    """What each region has of its own."""
    return Thing(words, owner, each=True, placed=True)


DOCUMENTS, ITEMS = media.DOCUMENTS_ISSUED.name, media.MEDIA_ITEMS.name
THINGS = {
    **{f"{EVENTS_HELD.name}[{kind.name}]": at_place(kind.words) for kind in gatherings.ALL},
    centres.CENTERS_OPEN.name: at_place(msgid("Open community centre")),
    centres.MEMORANDA_SIGNED.name: at_place(msgid("Signed memorandum")),
    centres.VILLAGE_PLANS.name: at_place(msgid("Approved plan of village development")),
    centres.CONSULTATION_JOURNALS.name: at_place(msgid("Consultation journal of a centre"), CENTER_OPERATOR),
    centres.MONTHLY_REPORTS.name: Thing(msgid("Monthly report of the centres"), each=True),
    contest.REGULATION_APPROVED.name: Thing(msgid("Approved regulation of the contest"), each=True),
    contest.APPLICATIONS_RECEIVED.name: Thing(msgid("Applications to the contest")),
    contest.COMMISSION_MEETINGS.name: Thing(msgid("Meeting of the selection commission"), each=True),
    contest.PROTOCOL_SIGNED.name: Thing(msgid("Signed protocol of the contest’s results"), each=True),
    contest.GROUPS_FORMED.name: Thing(msgid("Initiative groups")),
    contest.SUBPROJECTS_COMPLETED.name: Thing(msgid("Finished projects of initiative groups")),
    contest.SUCCESS_STORIES.name: Thing(msgid("Published success stories"), PR_OFFICER),
    contest.DONOR_FUNDED.name: Thing(msgid("Projects funded by donors")),
    guides.PUBLICATIONS_READY.name: Thing(msgid("Guide that is ready")),
    guides.BROCHURES_DISTRIBUTED.name: Thing(msgid("Copies of the guide handed out")),
    guides.EXPERT_REVIEWS.name: Thing(msgid("Expert reviews of the guide")),
    guides.MANUAL_HANDED_OVER.name: Thing(msgid("Handover of the guide")),
    f"{PRESENTATIONS.name}[{gatherings.BRIEFING}]": Thing(msgid("Presentation of the results"), PR_OFFICER),
    f"{DOCUMENTS}[{publications.MEDIA_PLAN}]": Thing(msgid("Media plan"), PR_OFFICER, each=True),
    media.PUBLIC_REPORTS.name: Thing(msgid("Published report"), PR_OFFICER),
    f"{ITEMS}[{publications.PRESS_RELEASE}]": Thing(msgid("Press releases"), PR_OFFICER),
    f"{ITEMS}[{publications.SOCIAL_POST}]": Thing(msgid("Posts in social networks"), PR_OFFICER),
    f"{ITEMS}[{publications.PRESS_ARTICLE}]": Thing(msgid("Articles in the press"), PR_OFFICER),
}


def thing_of(expression: Expression) -> Thing | None:
    """What a measure makes a plan ask for; None where nothing can be said to exist: people, shares, and the
    papers of gatherings, which the gatherings themselves ask for."""
    found = THINGS.get(key_of(expression)) or THINGS.get(expression.name)
    return found if expression.measure else None


def grounds_in(*texts: str | None) -> tuple[str, ...]:
    """Where in each region a line asks for its gatherings by its words: in a town and in a village; nothing
    where they leave it open (“город и/или село”)."""
    return (TOWN, VILLAGE) if any(BOTH_GROUNDS.search(text or "") for text in texts) else ()


def is_held(expression: Expression) -> bool:
    """Whether a measure asks for gatherings, which are held somewhere."""
    return key_of(expression).startswith(f"{EVENTS_HELD.name}[")


def key_of(expression: Expression) -> str:
    """The name of a measure with what narrows it, without other names of the same; the programmes of a kind
    of gathering speak of the gatherings."""
    name = EVENTS_HELD.name if expression.measure is EVENT_PROGRAMMES else expression.name
    return f"{name}[{', '.join(expression.subtypes)}]" if expression.subtypes else name
