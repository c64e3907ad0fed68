"""Which measure counts an indicator: rules over its name and its activity, read from the top, the first that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.registry.reader.words.gatherings import find_gatherings
from services.registry.reader.words.units import UNKNOWN
from services.registry.reader.words.wording import flat

COUNT, DOCUMENT = "count", "document"
NUMBER_OF = r"(?:количество |число |кол-во )?(?:\w+(?:нных|нные|тых|тые|щих|вших) )?"
PEOPLE = (
    r"участник|граждан|человек|слушател|жител|обученн|обучивш|представител|специалист|қатысушы|адам|азамат"
)
GUIDE = r"брошюр|пособи|руководств|буклет|справочник|кітапша|нұсқаулық"


@dataclass(frozen=True)
class Rule:
    """`name` and `about` (the activity) are patterns over flat text; in `measure` {named} is the gathering of the name or
    else of the activity, {one} the activity's first, {all} all of them: a rule without its gathering does not fit."""

    measure: str
    name: str
    unit: str
    kind: str
    evidence: str
    about: str = ""


RULES = (
    # shares
    Rule(
        "social_feedback_positive_share",
        r"положительн\w+ отзыв.*(?:соц|интернет)|әлеуметтік желі.*оң пікір|оң пікір.*әлеуметтік",
        "%",
        "percent",
        "feedback screenshot publication_link",
    ),
    Rule("satisfaction_share", r"удовлетворен|қанағаттан", "%", "percent", "questionnaire report"),
    # centres and villages
    Rule(
        "monthly_center_reports_submitted",
        r"(?:ежемесячн\w+ )отчет.*центр|ай сайынғы есе[пб].*|орталық.*ай сайынғы есе[пб]",
        "отчёт",
        COUNT,
        "report",
    ),
    Rule(
        "consultation_journals_with_entries",
        r"журнал.*консультац|кеңес.*журнал|консультац.*журнал",
        "журнал",
        COUNT,
        "journal",
    ),
    Rule(
        "centers_open",
        rf"^{NUMBER_OF}(?:community|комьюнити|ресурсн\w+|общественн\w+)?[- ]?центр|орталық(?:тар)?(?:дың)? ?(?:саны)?$",
        "центр",
        COUNT,
        "opening_act memorandum photo",
    ),
    Rule(
        "village_plans_approved",
        r"план(?:ы|ов|а)? развити\w* .*(?:\bсел|территори|округ|\bаул)|инклюзивн\w+ план(?:ы|ов|а)?\b"
        r"|ауыл\w* .*дамыту\w* (?:инклюзивті )?жоспар",
        "план",
        COUNT,
        "protocol other",
    ),
    Rule("memoranda_signed", r"меморандум", "меморандум", DOCUMENT, "memorandum"),
    # contest of mini-grants
    Rule(
        "contest_regulation_approved",
        r"положени\w+ .*конкурс|конкурс\w* ереже",
        "документ",
        DOCUMENT,
        "regulation",
    ),
    Rule(
        "contest_protocol_signed",
        r"протокол.*(?:конкурс|комисси)|конкурс.*хаттама",
        "документ",
        DOCUMENT,
        "protocol",
    ),
    Rule(
        "commission_meetings_held",
        r"заседани\w+ .*комисси|комисси\w+ отырыс",
        "заседание",
        COUNT,
        "signed_list protocol",
    ),
    Rule("applications_received", r"заяв(?:ок|к[аи])|өтінім", "заявка", COUNT, "journal other"),
    Rule(
        "donor_funded_projects",
        r"кейс|истори\w+ успех|успешн\w+ истори|(?:софинансиров|донор)\w*.*проект|проект.*донор|табыс тарих",
        "кейс",
        COUNT,
        "agreement publication_link",
        about=r"донор",
    ),
    Rule(
        "success_stories_published[subproject]",
        r"кейс|истори\w+ успех|успешн\w+ истори|success stor|табыс тарих",
        "кейс",
        COUNT,
        "publication_link photo",
    ),
    Rule(
        "subprojects_completed",
        r"(?:реализованн|профинансированн|поддержанн|завершенн)\w+ (?:\w+ )?проект|проект\w* инициативн\w+ групп"
        r"|бастамашыл топ\w* жоба",
        "проект",
        COUNT,
        "agreement report photo",
    ),
    Rule(
        "initiative_groups_formed",
        r"инициативн\w+ групп|бастамашыл топ",
        "инициативная группа",
        COUNT,
        "protocol signed_list",
    ),
    # guides
    Rule(
        "expert_reviews",
        r"отзыв\w* (?:от )?эксперт|экспертн\w+ (?:отзыв|заключени)|рецензи|сарапшы\w* пікір",
        "отзыв",
        DOCUMENT,
        "review",
    ),
    Rule(
        "brochures_distributed",
        rf"(?:распростран|розданн|выданн|врученн)\w* .*(?:{GUIDE})|таратылған .*(?:{GUIDE})",
        "экземпляр",
        COUNT,
        "signed_list screenshot",
    ),
    Rule(
        "publications_ready[brochure]",
        rf"(?:разработ|издан|подготовлен|выпущен|распечатан)\w* .*(?:{GUIDE})|әзірленген .*(?:{GUIDE})",
        "брошюра (наименование)",
        DOCUMENT,
        "publication_link other",
    ),
    Rule("manual_handed_over", r"методическ\w+ баз|әдістемелік база", UNKNOWN, DOCUMENT, "handover_act"),
    # media
    Rule("documents_issued[media_plan]", r"медиа-? ?план|медиа-? ?жоспар", "документ", DOCUMENT, "other"),
    Rule(
        "media_items[press_release]",
        r"пресс-? ?релиз|баспасөз хабарлама|баспасөз релиз",
        "информационное сообщение",
        COUNT,
        "publication_link",
    ),
    Rule(
        "media_items[social_post]",
        r"\bпост(?:ы|ов|а|тар|тары)?\b",
        "пост",
        COUNT,
        "publication_link screenshot",
    ),
    Rule(
        "media_items[press_article]",
        r"\bстат(?:ья|ьи|ей)\b|публикаци\w+ в .*сми|мақала",
        "статья",
        COUNT,
        "publication_link",
    ),
    Rule(
        "public_reports_published",
        r"отчет|есе[пб]",
        "отчёт",
        DOCUMENT,
        "report publication_link screenshot",
        about=r"публичн\w+ (?:размещени|отчет)|размещени\w+ .*отчет|жария есе[пб]",
    ),
    # gatherings
    Rule(
        "documents_issued[final_presentation]",
        r"презентаци\w* .*итог|итогов\w+ презентаци|қорытынды (?:презентация|таныстырылым)",
        "презентация",
        DOCUMENT,
        "presentation",
    ),
    Rule(
        "events_held[public_presentation]",
        r"презентаци|таныстырылым",
        "презентация",
        COUNT,
        "presentation signed_list photo",
        about=r"публичн\w+ презентаци|жария (?:таныстырылым|презентация)",
    ),
    Rule(
        "event_programmes_attached[{one}]",
        rf"^{NUMBER_OF}программ|бағдарлама",
        "программа",
        DOCUMENT,
        "programme",
    ),
    Rule(
        "attendance_lists_attached[{one}]",
        r"спис(?:ок|к)\w* (?:\w+ )?участник|явочн|регистрационн\w+ лист|қатысушы\w* тізім",
        "список",
        DOCUMENT,
        "signed_list",
    ),
    Rule("feedback_received[{one}]", r"отзыв|пікір", "отзыв", COUNT, "feedback"),
    Rule("unique_persons[{one}, category=leader]", r"лидер|көшбасшы", "человек", COUNT, "signed_list"),
    Rule("attendance_persons[{all}]", PEOPLE, "человек", COUNT, "signed_list"),
    Rule("events_held[{named}]", r"", "мероприятие", COUNT, "programme signed_list photo"),
)
PROTOCOLLED = ("thematic_session", "round_table")


@dataclass(frozen=True)
class Suggestion:
    """A measure with the unit, kind and evidence that go with it."""

    measure: str
    unit: str
    kind: str
    evidence: tuple[str, ...]


def suggest_measure(name: str, activity: str, gatherings: list[str]) -> Suggestion | None:
    """The measure for an indicator's name within an activity (its text, what it gathers people for); None if none fits."""
    name, activity = flat(name), flat(activity)
    named = find_gatherings(name)
    for rule in RULES:
        if not re.search(rule.name, name) or not re.search(rule.about, activity):
            continue
        measure = _filled(rule, named, gatherings)
        if measure:
            return Suggestion(measure, rule.unit, rule.kind, _evidence(rule, measure))
    return None


def _filled(rule: Rule, named: list[str], gatherings: list[str]) -> str | None:
    if "{named}" in rule.measure:
        return rule.measure.replace("{named}", named[0]) if named else None
    if "{one}" in rule.measure:
        return rule.measure.replace("{one}", (named or gatherings)[0]) if named or gatherings else None
    if "{all}" in rule.measure:
        return rule.measure.replace("{all}", ", ".join(gatherings)) if gatherings else None
    return rule.measure


def _evidence(rule: Rule, measure: str) -> tuple[str, ...]:
    kinds = rule.evidence.split()
    minutes = measure.startswith("events_held") and any(kind in measure for kind in PROTOCOLLED)
    return tuple([*kinds, "protocol"] if minutes else kinds)
