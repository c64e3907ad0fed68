"""What people were gathered for: trainings, sessions and the rest, with who came and what proves it."""

from __future__ import annotations

from datetime import date
from typing import Any

from deploy.demo.meetings import Meeting, recorder
from deploy.demo.people import Person, listed
from deploy.demo.places import in_kazakh
from deploy.demo.trainings import master_classes, trainings

SESSIONS = [
    (
        "almaty_obl",
        "с. Узынагаш",
        "05-18",
        False,
        (2, 5, 16, 20, range(32, 39)),
        "",
        "Тематическое заседание: проблемы села и приоритеты жителей",
    ),
    (
        "kyzylorda",
        "п. Шиели",
        "05-20",
        True,
        (16, 17, 19, 21, 22, range(32, 39)),
        "",
        "Тақырыптық отырыс: кент мәселелері мен тұрғындардың басымдықтары",
    ),
    (
        "turkistan",
        "с. Карнак",
        "05-27",
        True,
        (16, 17, 18, 21, 23, range(40, 47)),
        "",
        "Тақырыптық отырыс: ауызсу, жарық және жастар",
    ),
    (
        "west_kz",
        "с. Перемётное",
        "05-30",
        False,
        (16, 18, 20, 21, range(42, 49)),
        "",
        "Тематическое заседание: дороги, остановки, досуг",
    ),
    (
        "turkistan",
        "с. Карнак",
        "08-16",
        True,
        (16, 17, 21, 40, 41, 42, range(47, 52)),
        "",
        "Тақырыптық отырыс: ауылды дамытудың инклюзивті жоспары",
    ),
    (
        "kyzylorda",
        "п. Шиели",
        "08-23",
        True,
        (16, 19, 22, 32, 33, 34, range(42, 46)),
        "protocol",
        "Тақырыптық отырыс: кентті дамыту жоспарының жобасын талқылау",
    ),
    (
        "almaty_obl",
        "с. Узынагаш",
        "09-13",
        False,
        (5, 16, 32, 33, 34, range(43, 49)),
        "photo",
        "Тематическое заседание: проект плана развития села",
    ),
]
FULL_PAPERS = {"programme": 1, "signed_list": 1, "protocol": 1, "photo": 1}


def sessions() -> list[Meeting]:
    """Seven thematic sessions of eight; the eighth was called off in harvest time and waits for October."""
    held = [
        Meeting(
            "thematic_session",
            "1.2",
            region,
            settlement,
            date.fromisoformat(f"2022-{day}"),
            title,
            recorder(region, number),
            kazakh,
            people=tuple(listed(region, *who)),
            proofs={kind: 1 for kind in FULL_PAPERS if kind != lacking},
            strangers=STRANGERS.get((region, day), ()),
        )
        for number, (region, settlement, day, kazakh, who, lacking, title) in enumerate(SESSIONS)
    ]
    last: dict[str, Any] = {
        "type": "thematic_session",
        "activity": "1.2",
        "region": "west_kz",
        "settlement": "с. Перемётное",
        "by": "coordinator",
    }
    return [
        *held,
        Meeting(
            **last,
            day=date(2022, 9, 20),
            title="Тематическое заседание: план развития села",
            status="cancelled",
            reason="Перенесено на 5 октября: жители заняты на уборке урожая",
        ),
        Meeting(
            **last,
            day=date(2022, 10, 5),
            title="Тематическое заседание: план развития села",
            status="planned",
        ),
    ]


def badly_written(person: Person) -> dict[str, object]:
    """Somebody known, as a hurried hand wrote him: initials, no year, no telephone. A human has to decide."""
    surname, given, father = person.kazakh_name.split()
    return {
        "name": f"{surname} {given[0]}. {father[0]}.",
        "settlement": in_kazakh(person.settlement),
        "category": "resident",
    }


def with_another_year(person: Person) -> dict[str, object]:
    """Somebody known with a birth year one off: a slip of the pen, or a cousin."""
    return person.row(True) | {"birth_year": person.birth_year + 1, "phone": None}


STRANGERS = {
    ("turkistan", "08-16"): (badly_written(listed("turkistan", 20)[0]),),
    ("kyzylorda", "08-23"): (with_another_year(listed("kyzylorda", 20)[0]),),
}


def others() -> list[Meeting]:
    """The round table, two public presentations and the briefing that is still to come."""
    return [
        Meeting(
            "public_presentation",
            "I.1",
            "mangystau",
            "г. Актау",
            date(2022, 4, 20),
            "Публичная презентация проекта: восемь месяцев, семь областей",
            "coordinator",
            people=tuple(listed("mangystau", 0, 2, 4, 6, 9, 11, 13, 17, 21, 25, range(34, 44))),
            proofs={"presentation": 1, "signed_list": 1, "photo": 1},
        ),
        Meeting(
            "round_table",
            "1.2",
            "turkistan",
            "г. Туркестан",
            date(2022, 6, 22),
            "Круглый стол: кто и как решает вопросы местного значения",
            "partner-turkistan",
            people=tuple(listed("turkistan", 0, 3, 6, 11, 16, 42, range(49, 60))),
            proofs=FULL_PAPERS,
        ),
        Meeting(
            "public_presentation",
            "I.1",
            "turkistan",
            "г. Туркестан",
            date(2022, 7, 29),
            "Жобаның барысы туралы жария таныстырылым",
            "partner-turkistan",
            True,
            people=tuple(listed("turkistan", 1, 4, 9, 18, 22, 26, range(38, 53))),
            proofs={"presentation": 1, "signed_list": 1},
        ),
        Meeting(
            "briefing",
            "F.2",
            "mangystau",
            "г. Актау",
            date(2022, 10, 27),
            "Брифинг по итогам проекта",
            "coordinator",
            status="planned",
            proofs={"programme": 1},
        ),
    ]


def all_meetings() -> list[Meeting]:
    """Every gathering in the order of its day."""
    return sorted([*trainings(), *master_classes(), *sessions(), *others()], key=lambda meeting: meeting.day)
