"""The contest of mini-grants and its projects."""

from __future__ import annotations

from shared.language import evidence
from shared.language.measure import COUNT, DOCUMENT, MILESTONE, Family, Form, Measure, Page, Reading
from shared.language.words import msgid

CONTEST, APPLICATION, AWARD, SUBPROJECT = "contest", "application", "award", "subproject"
STORY, DONOR_PROJECT, GROUP = "story", "donor_project", "initiative_group"
PAGE = Page(msgid("To the mini-grants"), "/grants/contests", "application.register")

REGULATION_APPROVED = Measure(
    "contest_regulation_approved",
    CONTEST,
    MILESTONE,
    "документ",
    (evidence.REGULATION,),
    (Form("", msgid("approved regulation of the contest")),),
    DOCUMENT,
    msgid("The regulation counts from the day of its approval."),
    entered=PAGE,
)
APPLICATIONS_RECEIVED = Measure(
    "applications_received",
    APPLICATION,
    COUNT,
    "заявка",
    (evidence.JOURNAL, evidence.OTHER),
    (Form("", msgid("applications received")),),
    explained=msgid("Every registered application counts, whatever becomes of it; a withdrawn one does not."),
    stand_in={evidence.JOURNAL: (evidence.APPLICATION,), evidence.OTHER: (evidence.APPLICATION,)},
    entered=PAGE,
)
COMMISSION_MEETINGS = Measure(
    "commission_meetings_held",
    CONTEST,
    MILESTONE,
    "заседание",
    (evidence.SIGNED_LIST, evidence.PROTOCOL),
    (Form("", msgid("meetings of the selection commission")),),
    explained=msgid("The commission’s meeting counts on its day."),
    stand_in={evidence.SIGNED_LIST: (evidence.SCORE_SHEET,)},
    entered=PAGE,
    version=2,
)
PROTOCOL_SIGNED = Measure(
    "contest_protocol_signed",
    CONTEST,
    MILESTONE,
    "документ",
    (evidence.PROTOCOL,),
    (Form("", msgid("signed protocol of the contest’s results")),),
    DOCUMENT,
    msgid("The protocol counts from the day it was signed."),
    entered=PAGE,
)
GROUPS_FORMED = Measure(
    "initiative_groups_formed",
    GROUP,
    COUNT,
    "инициативная группа",
    (evidence.PROTOCOL, evidence.SIGNED_LIST),
    (Form("", msgid("initiative groups formed")),),
    explained=msgid(
        "Every initiative group of the register counts once, on the day it was founded, whether it got a "
        "grant or not."
    ),
    stand_in={evidence.PROTOCOL: evidence.PROVING_GROUP, evidence.SIGNED_LIST: evidence.PROVING_GROUP},
    entered=Page(msgid("To the initiative groups"), "/registry/groups", "group.record"),
    version=2,
)
SUBPROJECTS_COMPLETED = Measure(
    "subprojects_completed",
    AWARD,
    MILESTONE,
    "проект",
    (evidence.AGREEMENT, evidence.REPORT, evidence.PHOTO),
    (Form("", msgid("finished projects of initiative groups")),),
    explained=msgid("Every finished project counts from its acceptance."),
    beside=(evidence.AGREEMENT, evidence.PHOTO),
    stand_in={evidence.REPORT: (evidence.ACT, evidence.REPORT)},
    entered=PAGE,
)
SUCCESS_STORIES = Measure(
    "success_stories_published",
    STORY,
    COUNT,
    "кейс",
    (evidence.PUBLICATION_LINK, evidence.PHOTO),
    (Form(f"[{SUBPROJECT}]", msgid("published success stories of initiative groups")),),
    explained=msgid(
        "A story counts once, on the day it was published; not while nobody consented to its photos or its "
        "quotation."
    ),
    beside=(evidence.PHOTO,),
    entered=Page(msgid("To the success stories"), "/grants/stories", "story.record"),
)
DONOR_FUNDED = Measure(
    "donor_funded_projects",
    DONOR_PROJECT,
    COUNT,
    "кейс",
    (evidence.AGREEMENT, evidence.PUBLICATION_LINK),
    (Form("", msgid("projects funded by donors")),),
    explained=msgid(
        "A participant’s project counts once, on the day the donor decided to give money for it."
    ),
    beside=(evidence.PUBLICATION_LINK,),
    stand_in={evidence.AGREEMENT: (evidence.DONOR_LETTER, evidence.AGREEMENT)},
    entered=Page(msgid("To the donor projects"), "/grants/donor-projects", "donor_project.record"),
)
FAMILY = Family(
    shown=4,
    read=3,
    measures=(
        REGULATION_APPROVED,
        APPLICATIONS_RECEIVED,
        COMMISSION_MEETINGS,
        PROTOCOL_SIGNED,
        GROUPS_FORMED,
        SUBPROJECTS_COMPLETED,
        SUCCESS_STORIES,
        DONOR_FUNDED,
    ),
    readings=(
        Reading(REGULATION_APPROVED.name, r"положени\w+ .*конкурс|конкурс\w* ереже"),
        Reading(PROTOCOL_SIGNED.name, r"протокол.*(?:конкурс|комисси)|конкурс.*хаттама"),
        Reading(COMMISSION_MEETINGS.name, r"заседани\w+ .*комисси|комисси\w+ отырыс"),
        Reading(APPLICATIONS_RECEIVED.name, r"заяв(?:ок|к[аи])|өтінім"),
        Reading(
            DONOR_FUNDED.name,
            r"кейс|истори\w+ успех|успешн\w+ истори|(?:софинансиров|донор)\w*.*проект|"
            r"проект.*донор|табыс тарих",
            about=r"донор",
        ),
        Reading(
            f"{SUCCESS_STORIES.name}[{SUBPROJECT}]",
            r"кейс|истори\w+ успех|успешн\w+ истори|success stor|табыс тарих",
        ),
        Reading(
            SUBPROJECTS_COMPLETED.name,
            r"(?:реализованн|профинансированн|поддержанн|завершенн)\w+ (?:\w+ )?проект"
            r"|проект\w* инициативн\w+ групп|бастамашыл топ\w* жоба",
        ),
        Reading(GROUPS_FORMED.name, r"инициативн\w+ групп|бастамашыл топ"),
    ),
)
