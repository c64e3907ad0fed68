"""The four centres: where they are, who works there and when, what stands there, and who pays for two of
them after the project. Everybody is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from deploy.demo import printing
from deploy.demo.places import PLACES
from deploy.demo.printing import File, items, short, text

Line = tuple[str, int, str]  # a thing, how many, from whom


@dataclass(frozen=True)
class Centre:
    """A community centre; `name_kk` is empty where it is named in Kazakh already, `proofs` are the kinds of
    evidence it has, `by` records it, `login` is the account of who works there."""

    name: str
    name_kk: str
    region: str
    settlement: str
    address: str
    host: str
    operator: str
    contacts: str
    hours: str
    act: str
    opened: date
    by: str
    proofs: tuple[str, ...]
    equipment: tuple[Line, ...]
    login: str = ""


@dataclass(frozen=True)
class Money:
    """What somebody gives so that the centre of a region goes on; without a paper nothing proves it."""

    region: str
    kind: str
    source: str
    amount: int
    day: date
    document: str
    paper: str = ""
    by: str = "coordinator"


PROJECT, HOST = "проект", "принимающая сторона"
CENTRES = (
    Centre(
        "Центр «Береке»",
        "«Береке» орталығы",
        "turkistan",
        "с. Карнак",
        "ул. Абая, 14, здание клуба",
        "аппарат акима сельского округа Карнак",
        "Раушан Қалдыбаева",
        "+7 700 000 81 01",
        "пн–пт 9:00–18:00, приём граждан по вторникам и четвергам",
        "Акт № 1 от 20.05.2022",
        date(2022, 5, 20),
        "partner-turkistan",
        ("opening_act", "memorandum", "photo"),
        (
            ("Ноутбук", 2, PROJECT),
            ("МФУ", 1, PROJECT),
            ("Стол", 6, HOST),
            ("Стул", 24, HOST),
            ("Информационный стенд", 1, PROJECT),
        ),
        "operator",
    ),
    Centre(
        "«Достық» орталығы",
        "",
        "kyzylorda",
        "п. Шиели",
        "Сырдария к-сі, 3, кітапхана",
        "Шиелі ауданының орталық кітапханасы",
        "Перизат Төлегенова",
        "+7 700 000 81 02",
        "дс–жм 10:00–19:00",
        "2022 жылғы 21 мамырдағы № 1 акт",
        date(2022, 5, 21),
        "partner-kyzylorda",
        ("opening_act", "photo"),
        (("Ноутбук", 1, "жоба"), ("Проектор", 1, "жоба"), ("Кітап сөресі", 3, "кітапхана")),
    ),
    Centre(
        "Центр «Бірлік»",
        "«Бірлік» орталығы",
        "almaty_obl",
        "с. Узынагаш",
        "ул. Жамбыла, 27, дом культуры",
        "районный дом культуры",
        "Сауле Омарова",
        "+7 700 000 81 03",
        "пн–сб 9:00–17:00",
        "Акт № 2 от 10.06.2022",
        date(2022, 6, 10),
        "coordinator",
        ("opening_act", "memorandum", "photo"),
        (("Ноутбук", 1, PROJECT), ("Стол", 4, HOST), ("Стул", 16, HOST)),
    ),
    Centre(
        "Центр «Шапағат»",
        "«Шапағат» орталығы",
        "west_kz",
        "с. Перемётное",
        "ул. Гагарина, 5, школа",
        "сельская школа",
        "Наталья Шевченко",
        "+7 700 000 81 04",
        "вт–сб 10:00–18:00",
        "",
        date(2022, 6, 17),
        "coordinator",
        ("photo",),
        (("Ноутбук", 1, PROJECT), ("Школьная доска", 1, HOST)),
    ),
)
IN_KAZAKH = {
    "аппарат акима сельского округа Карнак": "Қарнақ ауылдық округі әкімінің аппараты",
    "районный дом культуры": "аудандық мәдениет үйі",
    "сельская школа": "ауыл мектебі",
    "пн–пт 9:00–18:00, приём граждан по вторникам и четвергам": (
        "дс–жм 9:00–18:00, азаматтарды қабылдау – сейсенбі мен бейсенбіде"
    ),
    "пн–сб 9:00–17:00": "дс–сб 9:00–17:00",
    "вт–сб 10:00–18:00": "сс–сб 10:00–18:00",
}
MONEY = (
    Money(
        "turkistan",
        "cofinancing",
        "аппарат акима сельского округа Карнак",
        1_200_000,
        date(2022, 9, 12),
        "Соглашение № 7 от 12.09.2022",
        "agreement",
        "partner-turkistan",
    ),
    Money(
        "almaty_obl",
        "local_funding",
        "районный отдел внутренней политики",
        2_400_000,
        date(2022, 9, 21),
        "Письмо № 314 от 21.09.2022",
    ),
)


def money_of(centre: Centre) -> list[Money]:
    """What others give for a centre."""
    return [money for money in MONEY if money.region == centre.region]


def funding_paper(money: Money) -> File:
    """The signed agreement about the money."""
    return File("Соглашение о софинансировании.pdf", partial(agreement, money))


def agreement(money: Money) -> bytes:
    """What both sides agreed on."""
    centre = next(one for one in CENTRES if one.region == money.region)
    facts = [
        ("Центр", centre.name),
        ("Сумма", f"{money.amount:,} ₸".replace(",", " ")),
        ("Дата", short(money.day)),
    ]
    promises = items(
        "аппарат акима оплачивает связь, коммунальные услуги и работу консультанта в 2023 году",
        "центр продолжает бесплатный приём граждан",
        "имущество центра остаётся в пользовании центра",
    )
    return printing.paper(
        "Соглашение о софинансировании центра",
        facts,
        [text(f"{money.document}. Стороны обеспечивают работу центра после завершения проекта."), promises],
        [("Ассоциация-грантополучатель", "Абенова Г."), ("Аким сельского округа", "Сапаров Б.")],
        head=(PLACES[centre.region].partner,),
        stamp="ГАМО",
    )
