"""Gatherings and their people."""

from __future__ import annotations

from shared.language import categories, evidence, gatherings
from shared.language.measure import COUNT, DOCUMENT, SUM, UNIQUE, Family, Form, Measure, Page, Reading
from shared.language.words import msgid

RECORD = "gathering"
PAGE = Page(msgid("Record a gathering"), "/events/gatherings/new?project_id={project}", "gathering.record")
NUMBER_OF = r"(?:количество |число |кол-во |к-во )?(?:\w+(?:нных|нные|тых|тые|щих|вших) )?"
PEOPLE = (
    r"участник|граждан|человек|слушател|жител|обученн|обучивш|прошедш\w+ обуч|представител|специалист"
    r"|қатысушы|адам|азамат"
)
# What is named after people is no number of people: «Сертификаты участников».
THINGS = (
    r"сертификат|удостоверени|анкет|фото|видео|заяв[ко]|интервью|опрос|реестр|баз[аы] |набор|комплект"
    r"|приглашени|рассыл|истори|резюме|журнал|протокол|отчет|программ|материал"
)
HELD_EVIDENCE = (evidence.PROGRAMME, evidence.SIGNED_LIST, evidence.PHOTO)
WITH_MINUTES = (*HELD_EVIDENCE, evidence.PROTOCOL)


def only(*kinds: str) -> str:
    """What narrows a measure to these types of gatherings."""
    return f"[{', '.join(kinds)}]"


KAZAKH_LETTER = r"[әғқңөұүһі]"
GATHERING = "|".join(pattern for _kind, pattern in gatherings.NAMED)
BEFORE_IT = (
    r"не|менее|по|количеств\w+|к(?:ол)?-?во|число|общ\w+|всего|провед\w+|организ\w+|онлайн|офлайн|мини"
    r"|(?![^\W\d_]+(?:ние|тие|вие|рий)(?![^\W_]))[^\W\d_]+(?:ых|их|ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ую)"
)
# A name speaks of gatherings where that is what it names: «Резолюция форума», «Форум қарары» are papers.
KAZAKH_NAME = rf"(?:{KAZAKH_LETTER}|[^\W\d_][лдт]ары\W*$)"  # «конференция материалдары» has no such letter
RUSSIAN_HEAD = (
    rf"^(?!.*{KAZAKH_NAME})(?:[\W\d_]*(?:{BEFORE_IT})(?![^\W_]))*[\W\d_]*"
    rf"(?:[^\W\d_]+-)?(?:{GATHERING})"
)
KAZAKH_HEAD = (
    rf"^(?=.*{KAZAKH_LETTER}).*\b(?:{GATHERING})[^\W\d_]*"
    r"(?:\s(?:жалпы|саны|сан\w*|өткіз\w+|өтк\w+|ұйымдастыр\w+))*\W*(?:\(.*)?$"
)
EVENTS_HELD = Measure(
    "events_held",
    RECORD,
    COUNT,
    "мероприятие",
    HELD_EVIDENCE,
    (
        Form(only(gatherings.TRAINING), msgid("trainings held")),
        Form(only(gatherings.MASTER_CLASS), msgid("master classes held")),
        Form(only(gatherings.THEMATIC_SESSION), msgid("thematic sessions held"), evidence=WITH_MINUTES),
        Form(only(gatherings.ROUND_TABLE), msgid("round tables held"), evidence=WITH_MINUTES),
        Form(
            only(gatherings.PUBLIC_PRESENTATION),
            msgid("public presentations held"),
            "презентация",
            (evidence.PRESENTATION, evidence.SIGNED_LIST, evidence.PHOTO),
        ),
        Form(only(gatherings.BRIEFING), msgid("briefings held")),
    ),
    explained=msgid(
        "Every gathering of this activity that took place counts once; a meeting of the commission counts by "
        "its contest."
    ),
    beside=(evidence.PROGRAMME, evidence.PHOTO),
    entered=PAGE,
    by_activity=True,
    version=2,
)
ATTENDANCE_PERSONS = Measure(
    "attendance_persons",
    RECORD,
    COUNT,
    "человек",
    (evidence.SIGNED_LIST,),
    (
        Form(only(gatherings.TRAINING), msgid("attendances of trainings")),
        Form(only(gatherings.MASTER_CLASS), msgid("attendances of master classes")),
        Form(
            only(gatherings.THEMATIC_SESSION, gatherings.ROUND_TABLE),
            msgid("attendances of thematic sessions and round tables"),
        ),
    ),
    explained=msgid("Every attendance counts: one person at two gatherings is two attendances."),
    entered=PAGE,
    by_activity=True,
)
UNIQUE_PERSONS = Measure(
    "unique_persons",
    RECORD,
    UNIQUE,
    "человек",
    (evidence.SIGNED_LIST,),
    (
        Form(
            only(gatherings.TRAINING, f"category={categories.LEADER}"),
            msgid("different people at trainings, category “leader”"),
        ),
    ),
    explained=msgid("Every person counts once, on the first date."),
    lacking=msgid("Nobody new was present: people count once, at their first gathering."),
    entered=PAGE,
    facts=ATTENDANCE_PERSONS.name,
    by_activity=True,
)
ATTENDANCE_LISTS = Measure(
    "attendance_lists_attached",
    RECORD,
    COUNT,
    "список",
    (evidence.SIGNED_LIST,),
    (
        Form(only(gatherings.TRAINING), msgid("signed lists of trainings")),
        Form(only(gatherings.MASTER_CLASS), msgid("signed lists of master classes")),
    ),
    DOCUMENT,
    msgid("Every gathering held with its signed list attached counts once."),
    msgid("No signed list is attached."),
    entered=PAGE,
    by_activity=True,
)
EVENT_PROGRAMMES = Measure(
    "event_programmes_attached",
    RECORD,
    COUNT,
    "программа",
    (evidence.PROGRAMME,),
    (
        Form(only(gatherings.TRAINING), msgid("programmes of trainings")),
        Form(only(gatherings.MASTER_CLASS), msgid("programmes of master classes")),
        Form(only("final_briefing"), msgid("programme of the final briefing")),
    ),
    DOCUMENT,
    msgid("Every gathering held with its programme attached counts once."),
    msgid("No programme is attached."),
    entered=PAGE,
    by_activity=True,
    version=2,  # what is attached to gatherings is derived again: presentations are counted from it too
)
PRESENTATIONS = Measure(
    "presentations_attached",
    RECORD,
    COUNT,
    "презентация",
    (evidence.PRESENTATION,),
    (
        Form(
            only("final_briefing"),
            msgid("presentation of the project’s results"),
            written="documents_issued[final_presentation]",
        ),
    ),
    DOCUMENT,
    msgid("A briefing held with its presentation attached counts once."),
    msgid("No presentation is attached."),
    entered=PAGE,
    by_activity=True,
)
FEEDBACK_RECEIVED = Measure(
    "feedback_received",
    RECORD,
    SUM,
    "отзыв",
    (evidence.FEEDBACK,),
    (Form(only(gatherings.TRAINING), msgid("feedback of people at trainings")),),
    explained=msgid(
        "Of a gathering held: its questionnaires that came back or the sheets on its scans, if more."
    ),
    lacking=msgid("No feedback sheets are attached."),
    entered=PAGE,
    by_activity=True,
    version=2,
)
FAMILY = Family(
    shown=1,
    read=6,
    measures=(
        EVENTS_HELD,
        ATTENDANCE_PERSONS,
        UNIQUE_PERSONS,
        ATTENDANCE_LISTS,
        EVENT_PROGRAMMES,
        PRESENTATIONS,
        FEEDBACK_RECEIVED,
    ),
    readings=(
        Reading(
            EVENTS_HELD.name + only(gatherings.PUBLIC_PRESENTATION),
            r"презентаци|таныстырылым",
            about=r"публичн\w+ презентаци|жария (?:таныстырылым|презентация)",
        ),
        Reading(f"{EVENT_PROGRAMMES.name}[{{one}}]", rf"^{NUMBER_OF}программ|бағдарлама"),
        Reading(
            f"{ATTENDANCE_LISTS.name}[{{one}}]",
            r"спис(?:ок|к)\w* (?:\w+ )?участник|явочн|регистрационн\w+ лист|қатысушы\w* тізім",
        ),
        Reading(f"{FEEDBACK_RECEIVED.name}[{{one}}]", r"отзыв|пікір"),
        Reading(f"{UNIQUE_PERSONS.name}[{{one}}, category={categories.LEADER}]", r"лидер|көшбасшы"),
        Reading(f"{ATTENDANCE_PERSONS.name}[{{all}}]", rf"^(?!{NUMBER_OF}(?:{THINGS})).*(?:{PEOPLE})"),
        Reading(f"{EVENTS_HELD.name}[{{named}}]", rf"{RUSSIAN_HEAD}|{KAZAKH_HEAD}"),
    ),
)
