"""The brochure and the guide: written, reviewed, handed out."""

from __future__ import annotations

from shared.language import evidence, publications
from shared.language.measure import DOCUMENT, NO_UNIT, SUM, Family, Form, Measure, Reading
from shared.language.measures.media import EXPLAINED, ISSUED, PAGE, RECORD
from shared.language.words import msgid

GUIDE = r"брошюр|пособи|руководств|буклет|справочник|кітапша|нұсқаулық"

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
)
BROCHURES_DISTRIBUTED = Measure(
    "brochures_distributed",
    RECORD,
    SUM,
    "экземпляр",
    (evidence.SIGNED_LIST, evidence.SCREENSHOT),
    (Form("", msgid("brochures handed out (copies)")),),
    explained=EXPLAINED,
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
