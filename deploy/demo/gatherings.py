"""What people were gathered for: fourteen trainings, master classes, sessions and the rest,
with who came and what proves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from deploy.demo.people import Person, listed
from deploy.demo.places import PLACES, in_kazakh

Proofs = dict[str, int]


@dataclass(frozen=True)
class Meeting:
    """One dated gathering; `proofs` says how many of each kind of evidence there are,
    `absent` who was listed and did not come."""

    type: str
    activity: str
    region: str
    settlement: str
    day: date
    title: str
    by: str
    kazakh: bool = False
    mode: str = "offline"
    people: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    proofs: Proofs = field(default_factory=dict)
    strangers: tuple[dict[str, object], ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    status: str = "held"
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.type, self.region, self.day.isoformat()

    @property
    def place(self) -> str:
        """The settlement in the language of the gathering."""
        return in_kazakh(self.settlement) if self.kazakh else self.settlement


def recorder(region: str, number: int) -> str:
    """Who enters the gatherings of a region: its partner, or the coordinator and the assistant in turn."""
    return (
        f"partner-{region}"
        if region in ("turkistan", "kyzylorda")
        else ("coordinator", "assistant")[number % 2]
    )


def trainings() -> list[Meeting]:
    """Fourteen trainings, a town and a village in each region; 206 of the promised 210 came."""
    rows = [(region, village, *row) for region, pair in TRAININGS.items() for village, row in enumerate(pair)]
    return [training(number, *row) for number, row in enumerate(rows)]


def training(
    number: int,
    region: str,
    village: int,
    day: str,
    kazakh: bool,
    feedback: int,
    lacking: str,
    who: tuple[int | range, ...],
    title: str,
) -> Meeting:
    """One training; `lacking` is the kind of evidence nobody has brought."""
    place, people = PLACES[region], listed(region, *who)
    absent: list[Person] = []
    if (region, village) == FLOODED:
        people, absent = people[:9], people[9:]
    proofs = {"programme": 1, "signed_list": 1, "photo": 1, "feedback": feedback}
    proofs.pop(lacking, None)
    extra = {"turkistan.makhalla": "Ақ мешіт"} if place.village == "с. Карнак" and village else {}
    return Meeting(
        "training",
        "4.1",
        region,
        place.village if village else place.town,
        date.fromisoformat(f"2022-{day}"),
        title,
        recorder(region, number),
        kazakh,
        people=tuple(people),
        absent=tuple(absent),
        proofs=proofs,
        extra=extra,
    )


FLOODED = ("atyrau", 1)
TOWN_LIST, VILLAGE_LIST = (range(15),), (range(16, 31),)
TRAININGS = {
    "mangystau": [
        ("04-12", False, 3, "", (range(16),), "Полномочия местного сообщества и права жителей"),
        (
            "04-14",
            True,
            2,
            "",
            (1, 16, range(18, 31)),
            "Жергілікті өзін-өзі басқару: заң не дейді, тұрғын не істей алады",
        ),
    ],
    "turkistan": [
        ("04-19", False, 2, "", TOWN_LIST, "Бюджет местного самоуправления: от обсуждения до исполнения"),
        (
            "04-21",
            True,
            3,
            "",
            (3, range(16, 19), range(20, 32)),
            "Жергілікті өзін-өзі басқару бюджеті: талқылаудан орындалуына дейін",
        ),
    ],
    "kyzylorda": [
        ("04-26", True, 2, "", TOWN_LIST, "Шешім қабылдауға азаматтардың қатысу құралдары"),
        (
            "04-28",
            True,
            2,
            "",
            (2, 8, 16, 17, range(19, 24), range(25, 31)),
            "Ауыл тұрғындарының құқықтық сауаттылығын арттыру",
        ),
    ],
    "west_kz": [
        ("05-05", False, 3, "", TOWN_LIST, "Инструменты гражданского участия в принятии решений"),
        ("05-06", False, 2, "", (14, range(16, 30)), "Как сельчанину влиять на бюджет округа"),
    ],
    "almaty_obl": [
        ("05-12", False, 2, "", TOWN_LIST, "Правовая грамотность местного сообщества"),
        (
            "05-13",
            True,
            2,
            "signed_list",
            (3, range(16, 19), range(20, 31)),
            "Жергілікті қоғамдастық жиналысы: құқықтары мен міндеттері",
        ),
    ],
    "atyrau": [
        ("05-17", False, 3, "", TOWN_LIST, "Собрание местного сообщества: полномочия и практика"),
        ("05-19", True, 2, "photo", VILLAGE_LIST, "Жергілікті қоғамдастықтың өкілеттігі мен бюджеті"),
    ],
    "zhambyl": [
        (
            "05-24",
            False,
            2,
            "",
            TOWN_LIST,
            "Инструменты гражданского участия: от обращения до бюджета участия",
        ),
        ("05-26", False, 1, "", (5, 16, range(18, 31)), "Местное самоуправление для сельских активистов"),
    ],
}
MASTER_CLASSES = [
    ("turkistan", "05-25", True, 18, "Әлеуметтік жобаны қалай жазуға болады"),
    ("kyzylorda", "06-15", True, 18, "Жергілікті бюджетті қалыптастыру: қадамнан қадамға"),
    ("west_kz", "07-13", False, 17, "Формирование местного бюджета простыми словами"),
    ("almaty_obl", "08-10", False, 18, "Как написать социальный проект"),
    ("atyrau", "09-07", False, 18, "Как привлечь средства отечественных и международных доноров"),
    ("zhambyl", "09-21", False, 18, "Социальный проект: от идеи до заявки"),
]
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
ONLINE_PAPERS = {"programme": 1, "signed_list": 1, "screenshot": 1}


def master_classes() -> list[Meeting]:
    """Six held online with eight who know the project from the trainings,
    the seventh with its first registrations."""
    held = [master_class(number, *row) for number, row in enumerate(MASTER_CLASSES)]
    planned = Meeting(
        "master_class",
        "3.1",
        "mangystau",
        "",
        date(2022, 10, 12),
        "Донорлық қаражатты тарту: өтінімнен есепке дейін",
        "coordinator",
        True,
        "online",
        absent=tuple(listed("mangystau", 4, 7, 13, 18, 22, range(44, 48))),
        proofs={"programme": 1},
        status="planned",
    )
    return [*held, planned]


def master_class(number: int, region: str, day: str, kazakh: bool, size: int, title: str) -> Meeting:
    """One held online; the last one's screenshot is still on somebody's telephone."""
    known = (1, 4, 7, 10, 17, 20, 23, 26)
    people = listed(region, *known, range(33, 33 + size - len(known)))
    proofs = {kind: 1 for kind in ONLINE_PAPERS if not (kind == "screenshot" and region == "zhambyl")}
    return Meeting(
        "master_class",
        "3.1",
        region,
        "",
        date.fromisoformat(f"2022-{day}"),
        title,
        recorder(region, number),
        kazakh,
        "online",
        tuple(people),
        proofs=proofs,
    )


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
    last = {
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
    """The round table, two public presentations, the commission's meeting
    and the briefing that is still to come."""
    commission = tuple(listed("mangystau", range(53, 60)))
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
            "commission_meeting",
            "2.1",
            "mangystau",
            "г. Актау",
            date(2022, 6, 24),
            "Заседание отборочной комиссии конкурса малых грантов",
            "coordinator",
            mode="mixed",
            people=commission,
            proofs={"signed_list": 1, "protocol": 1},
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
