"""Fourteen trainings and seven master classes: who came to each and what proves it."""

from __future__ import annotations

from datetime import date

from deploy.demo.meetings import Meeting, recorder
from deploy.demo.people import Person, listed
from deploy.demo.places import PLACES


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


Row = tuple[str, bool, int, str, tuple[int | range, ...], str]
TRAININGS: dict[str, list[Row]] = {
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
