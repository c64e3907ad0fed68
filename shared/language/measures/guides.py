"""The brochure and the guide: written, reviewed, handed out."""

from __future__ import annotations

from shared.language import evidence, publications
from shared.language.measure import DOCUMENT, NO_UNIT, SUM, Family, Form, Measure, Page, Reading
from shared.language.measures.media import EXPLAINED, ISSUED, RECORD
from shared.language.words import msgid

GUIDE = r"брошюр|пособи|руководств|буклет|справочник|кітапша|нұсқаулық"

PAGE = Page(msgid("To the brochures"), "/events/editions?project_id={project}", "publication.record")
HANDED_OUT = msgid(
    "A copy counts by who received it: a name on a list, somebody present at a gathering, "
    "a visitor who downloaded it that day."
)
# The counter of the public page proves its own downloads; it stands behind the link of such a record.
COUNTER = {evidence.SCREENSHOT: (evidence.SCREENSHOT, evidence.PUBLICATION_LINK)}

PUBLICATIONS_READY = Measure(
    "publications_ready",
    RECORD,
    SUM,
    "брошюра (наименование)",
    (evidence.PUBLICATION_LINK, evidence.OTHER),
    (Form(f"[{publications.BROCHURE}]", msgid("brochures issued (titles)")),),
    DOCUMENT,
    EXPLAINED,
    entered=PAGE,
    stand_in=ISSUED,
    regional=False,
)
BROCHURES_DISTRIBUTED = Measure(
    "brochures_distributed",
    RECORD,
    SUM,
    "экземпляр",
    (evidence.SIGNED_LIST, evidence.SCREENSHOT),
    (Form("", msgid("brochures handed out (copies)")),),
    explained=HANDED_OUT,
    stand_in=COUNTER,
    entered=PAGE,
)
EXPERT_REVIEWS = Measure(
    "expert_reviews",
    RECORD,
    SUM,
    "отзыв",
    (evidence.REVIEW,),
    (Form("", msgid("reviews by experts")),),
    DOCUMENT,
    EXPLAINED,
    entered=PAGE,
)
MANUAL_HANDED_OVER = Measure(
    "manual_handed_over",
    RECORD,
    SUM,
    NO_UNIT,
    (evidence.HANDOVER_ACT,),
    (Form("", msgid("handovers of the guide")),),
    DOCUMENT,
    EXPLAINED,
    entered=PAGE,
)
FAMILY = Family(
    shown=5,
    read=4,
    measures=(PUBLICATIONS_READY, BROCHURES_DISTRIBUTED, EXPERT_REVIEWS, MANUAL_HANDED_OVER),
    readings=(
        Reading(
            EXPERT_REVIEWS.name,
            r"отзыв\w* (?:от )?эксперт|экспертн\w+ (?:отзыв|заключени)|рецензи|сарапшы\w* пікір",
        ),
        Reading(
            BROCHURES_DISTRIBUTED.name,
            rf"(?:распростран|розданн|выданн|врученн)\w* .*(?:{GUIDE})|таратылған .*(?:{GUIDE})",
        ),
        Reading(
            f"{PUBLICATIONS_READY.name}[{publications.BROCHURE}]",
            rf"(?:разработ|издан|подготовлен|выпущен|распечатан)\w* .*(?:{GUIDE})|әзірленген .*(?:{GUIDE})",
        ),
        Reading(MANUAL_HANDED_OVER.name, r"методическ\w+ баз|әдістемелік база"),
    ),
)
