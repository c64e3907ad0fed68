"""Sixty questionnaires of the four centres in September, on paper and from telephones: invented, nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from deploy.demo import printing
from deploy.demo.centres import CENTRES, Centre
from deploy.demo.people import nth
from deploy.demo.printing import File, short

OPENS, CLOSES, CLOSED = date(2022, 9, 5), date(2022, 9, 25), date(2022, 9, 28)
WRITTEN = date(2022, 9, 1)
# The marks on paper and from telephones; in the first centre five sheets lie on the operator's table.
MARKS = {
    "turkistan": ("554545354455", "544525"),
    "kyzylorda": ("55454554354", "45554"),
    "almaty_obl": ("4554342554", "5545"),
    "west_kz": ("45325433", "4554"),
}
LEFT, ISSUED = "turkistan", 20
UNSCANNED = "almaty_obl"  # it is closed, its scans never came
WISHES = (
    "Больше тренингов на казахском",
    "Кешке де жұмыс істесе",
    None,
    "Тренингтер көбірек болса",
    "Больше тренингов на казахском.",
    None,
    "Нужен второй консультант по субботам",
    None,
)
Row = dict[str, object]  # a sheet as the API takes it


@dataclass(frozen=True)
class Round:
    """The survey of a centre; `by` keys it in."""

    centre: Centre
    paper: str
    phones: str

    @property
    def key(self) -> tuple[str, str]:
        """The name of its scans."""
        return "questionnaires", self.centre.region

    @property
    def by(self) -> str:
        """Who keys it in."""
        return self.centre.login or "coordinator"

    @property
    def title(self) -> str:
        """What people see above the questions."""
        return f"Как работает {self.centre.name}"

    @property
    def title_kk(self) -> str:
        """The same in Kazakh."""
        called = self.centre.name.partition("«")[2].partition("»")[0]
        return f"«{called}» орталығы қалай жұмыс істейді"

    @property
    def closed(self) -> bool:
        """Whether all that came back is keyed in."""
        return self.centre.region != LEFT


def rounds() -> list[Round]:
    """One a centre."""
    return [Round(centre, *MARKS[centre.region]) for centre in CENTRES]


def scanned() -> list[Round]:
    """Those whose paper was scanned."""
    return [one for one in rounds() if one.closed and one.centre.region != UNSCANNED]


def rows(one: Round) -> list[Row]:
    """The paper sheets, by their numbers."""
    return [{"number": place, "answers": said(place, mark)} for place, mark in enumerate(one.paper, 1)]


def calls(one: Round) -> Iterator[tuple[date, dict[str, str]]]:
    """What comes from telephones, every third day one."""
    for turn, mark in enumerate(one.phones):
        answers = said(turn + len(one.paper), mark)
        yield OPENS + timedelta(days=3 * turn + 1), {key: str(answer) for key, answer in answers.items()}


def said(number: int, mark: str) -> dict[str, object]:
    """What one sheet says; everything follows from its number and its mark."""
    near = [min(5, max(1, int(mark) + step)) for step in (number % 2, 0, -(number % 3 == 0))]
    grid = {f"q2-{place}": given for place, given in enumerate(near, 1)}
    wish = nth(WISHES, number)
    return {"q1": int(mark), **grid, "q3": number % 4 + 1, **({"q4": wish} if wish else {})}


def scan_of(one: Round) -> File:
    """The filled-in sheets as they came from the scanner."""
    return File(f"Анкеты {one.centre.settlement}.pdf", partial(scan, one))


def scan(one: Round) -> bytes:
    """A list of the sheets with their marks, signed by who gathered them."""
    filled = [[str(place), mark, ""] for place, mark in enumerate(one.paper, 1)]
    return printing.paper(
        "Заполненные анкеты",
        [("Центр", one.centre.name), ("Срок", f"{short(OPENS)} – {short(CLOSES)}")],
        [printing.table(["Анкета №", "Оценка", "Отметка"], [0, 0, 1], filled)],
        [("Собрал(а)", one.centre.operator)],
        stamp="ГАМО",
    )
