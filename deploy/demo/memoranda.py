"""The memoranda with the seven partners, each of its region: one was never scanned, one scan is damaged.
Whoever signs is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from deploy.demo import printing
from deploy.demo.places import PLACES
from deploy.demo.printing import File, heading, items, short, text

WRITTEN_DOWN = date(2022, 4, 4)
SCANNED, DAMAGED, MISSING = "scanned", "damaged", "missing"
ASSOCIATION = ("Ассоциация-грантополучатель", "Абенова Г.")


@dataclass(frozen=True)
class Signed:
    """A memorandum with the partner of a region; `by` is the account that records it."""

    region: str
    day: date
    subject: str
    name_kk: str
    signatory: str
    post: str
    phone: str
    scan: str = SCANNED
    by: str = "coordinator"

    @property
    def key(self) -> tuple[str, str]:
        """The name of its scan."""
        return "memorandum", self.region


SIGNED = (
    Signed(
        "mangystau",
        date(2022, 5, 4),
        "Тренинги и тематические сессии в Актау и Шетпе",
        "«Жастар жетістіктері» ҚҚ",
        "Есенова Айгерім Маратқызы",
        "директор",
        "+7 700 000 71 01",
    ),
    Signed(
        "turkistan",
        date(2022, 5, 11),
        "Тренинги, сессии и открытие центра «Береке» в селе Карнак",
        "«Түркістан облысының азаматтық альянсы» ЗТБ",
        "Мырзабеков Бекзат Оразұлы",
        "председатель",
        "+7 700 000 71 02",
        by="partner-turkistan",
    ),
    Signed(
        "kyzylorda",
        date(2022, 5, 12),
        "Шиеліде орталық ашу, тренингтер мен сессиялар өткізу",
        "«Қызылорда облысы үкіметтік емес ұйымдарының альянсы» ЗТБ",
        "Төлегенова Перизат Ғаниқызы",
        "төрайым",
        "+7 700 000 71 03",
        by="partner-kyzylorda",
    ),
    Signed(
        "west_kz",
        date(2022, 5, 18),
        "Центр «Шапағат» в Перемётном, тренинги и сессии",
        "«Батыс Қазақстан облысының азаматтық альянсы» ЗТБ",
        "Иванов Игорь Павлович",
        "президент",
        "+7 700 000 71 04",
    ),
    Signed(
        "almaty_obl",
        date(2022, 5, 20),
        "Центр «Бірлік» в Узынагаше, тренинги и сессии",
        "«Алматы облысының азаматтық альянсы» ЗТБ",
        "Рысбекова Динара Сериковна",
        "председатель правления",
        "+7 700 000 71 05",
    ),
    Signed(
        "atyrau",
        date(2022, 5, 25),
        "Тренинги в Атырау и Индерборе, приём заявок на конкурс",
        "«Золотое время» ҚҚ",
        "Смағұлов Нұрлан Қайратұлы",
        "директор",
        "+7 700 000 71 06",
        MISSING,
    ),
    Signed(
        "zhambyl",
        date(2022, 6, 3),
        "Тренинги в Таразе и Мерке, работа с молодёжью",
        "«Жамбыл облысының жастар ұйымдары қауымдастығы» ЗТБ",
        "Ким Марина Викторовна",
        "исполнительный директор",
        "+7 700 000 71 07",
        DAMAGED,
    ),
)

POSTS = {
    "председатель": "төраға",
    "президент": "президент",
    "председатель правления": "басқарма төрағасы",
    "исполнительный директор": "атқарушы директор",
}


def scans() -> list[Signed]:
    """Those that were scanned, well or badly."""
    return [signed for signed in SIGNED if signed.scan != MISSING]


def scan_of(signed: Signed) -> File:
    """The signed paper as it came from the scanner."""
    return File(f"Меморандум {PLACES[signed.region].name}.pdf", partial(scan, signed))


def scan(signed: Signed) -> bytes:
    """What both sides promised; of a damaged one only the beginning arrived."""
    facts = [("Область", PLACES[signed.region].name), ("Дата", short(signed.day))]
    promises = items(
        "партнёр находит помещения и приглашает участников",
        "ассоциация оплачивает расходы и присылает тренеров",
        "обе стороны хранят списки и сообщают о переносах за три дня",
    )
    blocks = [heading("Предмет"), text(f"{signed.subject}."), heading("Обязательства"), promises]
    signatures = [ASSOCIATION, (signed.post.capitalize(), signed.signatory)]
    head = (PLACES[signed.region].partner,)
    whole = printing.paper("Меморандум о сотрудничестве", facts, blocks, signatures, head=head, stamp="ГАМО")
    return whole[: len(whole) // 3] if signed.scan == DAMAGED else whole
