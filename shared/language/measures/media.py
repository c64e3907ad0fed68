"""Things issued: the media plan, releases, posts, articles, reports."""

from __future__ import annotations

from shared.language import evidence, publications
from shared.language.measure import DOCUMENT, MILESTONE, SUM, Family, Form, Measure, Page, Reading
from shared.language.measures.gatherings import PRESENTATIONS
from shared.language.words import msgid

RECORD = "publication"
PAGE = Page(
    msgid("Record a publication"), "/events/publications/new?project_id={project}", "publication.record"
)
# A link leads to what was issued; so does a picture of it, or the text itself.
ISSUED = {
    evidence.PUBLICATION_LINK: (evidence.PUBLICATION_LINK, evidence.SCREENSHOT, evidence.OTHER),
    evidence.OTHER: (evidence.OTHER, evidence.PUBLICATION_LINK),
}
EXPLAINED = msgid("Everything issued counts on its day, with its quantity.")

DOCUMENTS_ISSUED = Measure(
    "documents_issued",
    RECORD,
    SUM,
    "документ",
    (evidence.OTHER,),
    (Form(f"[{publications.MEDIA_PLAN}]", msgid("media plan (document)")),),
    DOCUMENT,
    EXPLAINED,
    entered=PAGE,
    stand_in=ISSUED,
    version=2,  # the final presentation is the briefing's
)
PUBLIC_REPORTS = Measure(
    "public_reports_published",
    "public_report",
    MILESTONE,
    "отчёт",
    (evidence.REPORT, evidence.PUBLICATION_LINK, evidence.SCREENSHOT),
    (Form("", msgid("published reports")),),
    DOCUMENT,
    msgid("A sealed report counts once, from the day its public version was first published."),
    entered=Page(msgid("To the reports"), "/reports/reports", "report.publish"),
    stand_in={evidence.REPORT: (evidence.SCREENSHOT,), evidence.PUBLICATION_LINK: (evidence.SCREENSHOT,)},
)
MEDIA_ITEMS = Measure(
    "media_items",
    RECORD,
    SUM,
    "публикация",
    (evidence.PUBLICATION_LINK,),
    (
        Form(f"[{publications.PRESS_RELEASE}]", msgid("press releases"), "информационное сообщение"),
        Form(
            f"[{publications.SOCIAL_POST}]",
            msgid("posts in social networks"),
            "пост",
            (evidence.PUBLICATION_LINK, evidence.SCREENSHOT),
        ),
        Form(f"[{publications.PRESS_ARTICLE}]", msgid("articles in the press"), "статья"),
        Form(f"[{publications.BROADCAST}]", msgid("broadcasts on television and radio"), "выход в эфир"),
        Form(f"[{publications.INVITATION}]", msgid("invitations sent out"), "приглашение"),
    ),
    explained=EXPLAINED,
    entered=PAGE,
    stand_in=ISSUED,
)
FAMILY = Family(
    shown=6,
    read=5,
    measures=(DOCUMENTS_ISSUED, PUBLIC_REPORTS, MEDIA_ITEMS),
    readings=(
        Reading(f"{DOCUMENTS_ISSUED.name}[{publications.MEDIA_PLAN}]", r"медиа-? ?план|медиа-? ?жоспар"),
        Reading(
            f"{MEDIA_ITEMS.name}[{publications.PRESS_RELEASE}]",
            r"пресс-? ?релиз|баспасөз хабарлама|баспасөз релиз",
        ),
        Reading(f"{MEDIA_ITEMS.name}[{publications.SOCIAL_POST}]", r"\bпост(?:ы|ов|а|тар|тары)?\b"),
        Reading(
            f"{MEDIA_ITEMS.name}[{publications.PRESS_ARTICLE}]",
            r"\bстат(?:ья|ьи|ей)\b|публикаци\w+ в .*сми|мақала",
        ),
        Reading(
            PUBLIC_REPORTS.name,
            r"отчет|есе[пб]",
            about=r"публичн\w+ (?:размещени|отчет)|размещени\w+ .*отчет|жария есе[пб]",
        ),
        Reading(
            PRESENTATIONS.forms[0].written,
            r"презентаци\w* .*итог|итогов\w+ презентаци|қорытынды (?:презентация|таныстырылым)",
        ),
    ),
)
