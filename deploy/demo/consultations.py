"""The consultation journals of the four centres, from their opening to 30 September: invented,
always the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from deploy.demo import printing
from deploy.demo.centres import CENTRES, Centre
from deploy.demo.people import Person, nth, people
from deploy.demo.printing import File, short
from shared.clock import last_day

TODAY = date(2022, 9, 29)
UNSCANNED = "west_kz"  # its months are closed, the scans never came
REGIONS = [centre.region for centre in CENTRES]
ASKED = [
    (
        "self_government",
        "Какие вопросы решает собрание местного сообщества?",
        "Показали статью закона о местном управлении и самоуправлении, дали памятку.",
        None,
    ),
    (
        "budget",
        "Как предложить ремонт дороги в бюджет округа?",
        "Вопрос выносится на обсуждение проекта бюджета; помогли составить обращение.",
        "аппарат акима округа",
    ),
    (
        "assembly",
        "Жиналыс мүшесі болу үшін не істеу керек?",
        "Жергілікті қоғамдастық жиынында сайлау тәртібі түсіндірілді.",
        None,
    ),
    (
        "mini_grants",
        "Может ли группа соседей подать заявку на мини-грант?",
        "Да, группа от трёх человек; разобрали форму заявки и смету.",
        "координатор проекта",
    ),
    (
        "utilities",
        "Көшедегі су құбыры жайлы кімге жүгінеміз?",
        "Өтініш үлгісі берілді, әкім аппаратына жолданды.",
        "әкім аппараты",
    ),
    (
        "social",
        "Где оформить адресную социальную помощь?",
        "Объяснили порядок, записали в центр занятости.",
        "центр занятости",
    ),
]
CHANNELS = ("in_person", "in_person", "phone", "in_person", "messenger", "visit")
BANDS = ("36_60", "18_35", "from_61", "36_60")
Entry = dict[str, object]  # a consultation as the API takes it, without its centre


@dataclass(frozen=True)
class Page:
    """A month of a centre's journal, written down on a day; `by` keeps it, and closes it on its last day."""

    centre: Centre
    month: date
    day: date

    @property
    def key(self) -> tuple[str, str, str]:
        """The name of its scan."""
        return "journal", self.centre.region, f"{self.month:%Y-%m}"

    @property
    def closed(self) -> bool:
        """Whether it is over by then."""
        return self.day >= last_day(self.month)

    @property
    def by(self) -> str:
        """Who keeps and signs it."""
        return self.centre.login or "coordinator"


def pages() -> list[Page]:
    """Every month of every journal, from the day its centre opened."""
    months = [date(2022, number, 1) for number in range(5, 10)]
    return [
        Page(centre, month, min(last_day(month), TODAY))
        for centre in CENTRES
        for month in months
        if month >= centre.opened.replace(day=1)
    ]


def scanned() -> list[Page]:
    """The months that were printed, signed and scanned."""
    return [page for page in pages() if page.closed and page.centre.region != UNSCANNED]


def entries(page: Page) -> Iterator[Entry]:
    """The consultations of a month: four to seven, every third of somebody unnamed."""
    region, month = page.centre.region, page.month
    first = max(month, page.centre.opened + timedelta(days=1))
    seed = REGIONS.index(region) * 5 + month.month
    count = 4 + seed % 4
    step = max(1, (page.day - first).days // count)
    for turn in range(count):
        yield entry(page, seed * 3 + turn, first + timedelta(days=step * turn))


def entry(page: Page, number: int, day: date) -> Entry:
    """One consultation; everything follows from its number."""
    topic, question, answer, referral = nth(ASKED, number)
    return {
        "held_on": day.isoformat(),
        "topic": topic,
        "question": question,
        "answer": answer,
        "referral": referral if number % 2 else None,
        "channel": nth(CHANNELS, number),
        "minutes": 10 + number % 5 * 5,
        "consultant": page.centre.operator,
        **visitor(page.centre.region, number),
    }


def visitor(region: str, number: int) -> Entry:
    """Somebody of the region's village who is known from the trainings, or somebody unnamed."""
    known = [person for person in people(region)[16:32] if person.phone]
    if number % 3 == 0:
        sex = "female" if number % 2 else "male"
        return {"anonymous": True, "sex": sex, "age_band": nth(BANDS, number)}
    return {"anonymous": False, **named(nth(known, number))}


def named(person: Person) -> Entry:
    """A person as the form takes one."""
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_year": person.birth_year,
        "settlement": person.settlement,
        "phone": person.phone,
    }


def scan_of(page: Page) -> File:
    """The signed month as it came from the scanner."""
    return File(f"Журнал {page.centre.settlement} {page.month:%Y-%m}.pdf", partial(scan, page))


def scan(page: Page) -> bytes:
    """The printed month with the signature of who closed it."""
    rows = [
        [str(place), short(date.fromisoformat(str(said["held_on"]))), str(said["question"])]
        for place, said in enumerate(entries(page), 1)
    ]
    return printing.paper(
        "Журнал регистрации консультаций",
        [("Центр", page.centre.name), ("Месяц", f"{page.month:%m.%Y}")],
        [printing.table(["п/п", "Дата", "Вопрос"], [0, 0, 1], rows)],
        [("Журнал вёл(а)", page.centre.operator)],
        stamp="ГАМО",
    )
