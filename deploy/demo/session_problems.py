"""What the thematic sessions of the demo named, and what their protocols say; six of seven wrote it down."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.demo.meetings import Meeting
from deploy.demo.people import listed
from deploy.demo.village_plans_in_kazakh import KAZAKH as KAZAKH_OF_PLANS

Said = tuple[str, str, str, int]  # what, sector, priority, votes


@dataclass(frozen=True)
class Named:
    """What one session named, in the language it was held in; without `agenda` nobody wrote a protocol."""

    number: str
    problems: tuple[Said, ...]
    agenda: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


RU = ("Оценка потребностей села", "Обсуждение проблем местного значения", "Голосование и приоритеты")
KK = (
    "Ауыл қажеттіліктерін бағалау",
    "Жергілікті маңызы бар мәселелерді талқылау",
    "Дауыс беру және басымдықтар",
)
RU_DONE = (
    "Внести первые три проблемы в план развития села.",
    "Предложить их направлениями конкурса малых грантов.",
)
KK_DONE = (
    "Алғашқы үш мәселе ауылды дамыту жоспарына енгізілсін.",
    "Олар шағын гранттар конкурсының бағыттары ретінде ұсынылсын.",
)
NAMED = {
    ("almaty_obl", "05-18"): Named(
        "1",
        (
            ("Нет тротуара и света на дороге к школе", "roads", "high", 10),
            ("Стихийная свалка у реки", "utilities", "high", 8),
            ("Подросткам негде заниматься вечером", "youth", "medium", 5),
        ),
        RU,
        RU_DONE,
    ),
    ("kyzylorda", "05-20"): Named(
        "1",
        (
            ("Нөсерден кейін көшелерді су басады", "utilities", "high", 9),
            ("Мектеп жанында жаяу жүргінші өткелі жоқ", "safety", "high", 8),
            ("Интернет баяу, қашықтан оқу мүмкін емес", "internet", "medium", 5),
        ),
        KK,
        KK_DONE,
    ),
    ("turkistan", "05-27"): Named(
        "1",
        (
            ("Ауызсу үш көшеге жетпейді", "water", "high", 12),
            ("Көшелер жарықтандырылмаған", "light", "high", 9),
            ("Жастардың бос уақыт өткізетін орны жоқ", "youth", "medium", 7),
        ),
        KK,
        KK_DONE,
    ),
    ("west_kz", "05-30"): Named(
        "1",
        (
            ("Автобусная остановка разрушена, дети ждут на обочине", "roads", "high", 9),
            ("Зимой негде собираться: клуб не отапливается", "youth", "medium", 7),
            ("В магазин и на почту не подняться на коляске", "inclusion", "medium", 4),
        ),
        RU,
        RU_DONE,
    ),
    ("turkistan", "08-16"): Named(
        "2",
        (("Клуб пен емханаға арбамен кіру мүмкін емес", "inclusion", "medium", 6),),
        KK,
        ("Ауылды дамыту жоспарын әзірлейтін жұмыс тобы құрылсын.",),
    ),
    ("kyzylorda", "08-23"): Named("2", (("Қоғамдық монша жабылған", "health", "low", 4),)),
}
KAZAKH = KAZAKH_OF_PLANS | {
    "В магазин и на почту не подняться на коляске": "Дүкен мен поштаға арбамен көтерілу мүмкін емес",
}


def named_at(meeting: Meeting) -> Named | None:
    """What a session named; None of other gatherings, and of the one nobody has written up yet."""
    key = meeting.region, meeting.day.strftime("%m-%d")
    return NAMED.get(key) if meeting.type == "thematic_session" and meeting.status == "held" else None


def protocol_of(meeting: Meeting, named: Named) -> dict[str, str]:
    """The protocol of a session as events take it."""
    chair, secretary = (
        person.kazakh_name if meeting.kazakh else person.name for person in listed(meeting.region, 16, 17)
    )
    return {
        "number": named.number,
        "agenda": "\n".join(named.agenda),
        "decisions": "\n".join(named.decisions),
        "chair": chair,
        "secretary": secretary,
    }
