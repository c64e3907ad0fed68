"""Centres and villages."""

from __future__ import annotations

from shared.language import evidence
from shared.language.measure import COUNT, DOCUMENT, MILESTONE, Family, Form, Measure, Page, Reading
from shared.language.words import msgid

RECORD = "centre"
NUMBER_OF = r"(?:количество |число |кол-во )?(?:\w+(?:нных|нные|тых|тые|щих|вших) )?"

CENTERS_OPEN = Measure(
    "centers_open",
    RECORD,
    MILESTONE,
    "центр",
    (evidence.OPENING_ACT, evidence.MEMORANDUM, evidence.PHOTO),
    (Form("", msgid("open centres")),),
    explained=msgid("Every open centre counts from the day it opened."),
    beside=(evidence.PHOTO,),
    entered=Page(msgid("To the centres"), "/registry/centres", "centre.open"),
)
CENTRES_FUNDED = Measure(
    "centers_funded",
    RECORD,
    MILESTONE,
    "центр",
    (evidence.AGREEMENT, evidence.DECISION),
    (Form("", msgid("centres with co-financing or local funding")),),
    explained=msgid(
        "A centre counts once, from the day others first agreed to pay for it; the document of that money "
        "proves it."
    ),
    entered=Page(msgid("To the centres"), "/registry/centres", "centre.open"),
)
MEMORANDA_SIGNED = Measure(
    "memoranda_signed",
    "memorandum",
    COUNT,
    "меморандум",
    (evidence.MEMORANDUM,),
    (Form("", msgid("signed memoranda")),),
    DOCUMENT,
    explained=msgid("Every memorandum counts once, from the day it was signed; a scan that opens proves it."),
    entered=Page(msgid("To the memoranda"), "/registry/memoranda", "memorandum.record"),
)
VILLAGE_PLANS = Measure(
    "village_plans_approved",
    "village_plan",
    MILESTONE,
    "план",
    (evidence.PROTOCOL, evidence.OTHER),
    (Form("", msgid("approved plans of village development")),),
    explained=msgid(
        "Every plan counts once, from the day the village approved it; the scan of the protocol proves it."
    ),
    entered=Page(msgid("To the village plans"), "/registry/village-plans", "village_plan.record"),
)
CONSULTATION_JOURNALS = Measure(
    "consultation_journals_with_entries",
    "consultation_journal",
    COUNT,
    "журнал",
    (evidence.JOURNAL,),
    (Form("", msgid("consultation journals with entries")),),
    explained=msgid(
        "Each centre's journal counts once, from its first entry; the scan of a signed month proves it."
    ),
    entered=Page(msgid("To the consultations"), "/events/consultations", "consultation.record"),
)
MONTHLY_REPORTS = Measure(
    "monthly_center_reports_submitted",
    "centre_report",
    COUNT,
    "отчёт",
    (evidence.REPORT,),
    (Form("", msgid("monthly reports handed in by centres")),),
    explained=msgid(
        "The report of all centres about a month counts once it is handed in, in the month it tells about; "
        "the scan of the signed report proves it."
    ),
    entered=Page(
        msgid("To the monthly reports"), "/reports/centre-reports?project={project}", "centre_report.write"
    ),
)
FAMILY = Family(
    shown=3,
    read=2,
    measures=(
        CENTERS_OPEN,
        CENTRES_FUNDED,
        MEMORANDA_SIGNED,
        VILLAGE_PLANS,
        CONSULTATION_JOURNALS,
        MONTHLY_REPORTS,
    ),
    readings=(
        Reading(
            MONTHLY_REPORTS.name,
            r"(?:ежемесячн\w+ )отчет.*центр|ай сайынғы есе[пб].*|орталық.*ай сайынғы есе[пб]",
        ),
        Reading(CONSULTATION_JOURNALS.name, r"журнал.*консультац|кеңес.*журнал|консультац.*журнал"),
        Reading(
            CENTERS_OPEN.name,
            rf"^{NUMBER_OF}(?:community|комьюнити|ресурсн\w+|общественн\w+)?[- ]?центр"
            r"|орталық(?:тар)?(?:дың)? ?(?:саны)?$",
        ),
        Reading(
            VILLAGE_PLANS.name,
            r"план(?:ы|ов|а)? развити\w* .*(?:\bсел|территори|округ|\bаул)|инклюзивн\w+ план(?:ы|ов|а)?\b"
            r"|ауыл\w* .*дамыту\w* (?:инклюзивті )?жоспар",
        ),
        Reading(MEMORANDA_SIGNED.name, r"меморандум"),
    ),
)
