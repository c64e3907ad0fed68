"""What the lead confirmed of the plan, what he added beside it, and what was put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deploy.demo import printing
from deploy.demo.printing import File, heading, items, short, text

CONFIRMED, UNSAID = date(2022, 3, 30), "1.2.2"  # how many round tables the plan does not say
MEMORANDA, SEVEN = "1.2.1", 7


@dataclass(frozen=True)
class Owed:
    """What an agreement or the law asks for beside the plan."""

    title: str
    title_kk: str
    due: date
    owner: str


@dataclass(frozen=True)
class PutOff:
    """Days of a line that were put off in some regions, by one order."""

    code: str
    regions: tuple[str, ...]
    day: date
    until: date
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """The name of its order."""
        return "order", self.code


OWED = (
    Owed(
        "Сведения о проекте в базу данных НПО",
        "ҮЕҰ дерекқорына жоба туралы мәлімет",
        date(2023, 3, 31),
        "accountant",
    ),
    Owed(
        "Письмо грантодателю об открытии отдельного счёта",
        "Грант берушіге жеке шот ашылғаны туралы хат",
        date(2022, 4, 15),
        "accountant",
    ),
)
FLOOD = PutOff(
    "4.1.1",
    ("west_kz", "atyrau"),
    date(2022, 5, 16),
    date(2022, 6, 15),
    "Паводок: дороги к сёлам закрыты, сельские тренинги переносятся до 15 июня",
)


def order_of(moved: PutOff) -> File:
    """The order by which days were put off."""
    return File(f"Приказ о переносе {short(moved.day)}.pdf", lambda: order(moved))


def order(moved: PutOff) -> bytes:
    """Who orders what, and until when."""
    facts = [("Номер", "14-П"), ("Дата", short(moved.day))]
    what = items(f"срок – до {short(moved.until)}", "партнёры сообщают новый день и место за три дня")
    blocks = [heading("Основание"), text(f"{moved.reason}."), heading("Приказываю"), what]
    signed = [("Руководитель проекта", "Абенова Г.")]
    return printing.paper("Приказ о переносе сроков", facts, blocks, signed, head=("ГАМО",), stamp="ГАМО")
