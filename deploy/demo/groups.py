"""The initiative groups of the register: those that got a grant but for one nobody wrote down yet, and three
that got none. What visits of September found; one founding was never written on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from deploy.demo import printing
from deploy.demo.contest import Bid, bids
from deploy.demo.people import Person, listed
from deploy.demo.printing import File, short, table, text

BEFORE_THE_BID = timedelta(days=3)
UNRECORDED = "ИГ «Ізгілік»"
WITHOUT_GRANT = ("ИГ «Әжелер мектебі»", "ИГ «Добрые соседи»", "ИГ «Қордай көшесі»")
WITHOUT_PROTOCOL = "ИГ «Қордай көшесі»"
VISITED = {
    "ИГ «Береке»": ("09-12", ""),
    "ИГ «Достық»": ("09-14", ""),
    "ИГ «Бірлік»": ("09-15", ""),
    "ИГ «Шапағат»": ("09-19", ""),
    "ИГ «Теңіз самалы»": ("09-20", ""),
    "ИГ «Мерке бастауы»": ("09-26", ""),
    "ИГ «Добрые соседи»": ("09-22", "После отказа в гранте группа не собиралась"),
}


@dataclass(frozen=True)
class Founded:
    """A group as it was founded to apply for a grant."""

    bid: Bid

    @property
    def day(self) -> date:
        """When it was founded."""
        return self.bid.registered - BEFORE_THE_BID

    @property
    def members(self) -> list[Person]:
        """Its people, the leader first."""
        neighbours = listed(self.bid.region, range(32, 40))
        return [self.bid.leader, *(person for person in neighbours if person != self.bid.leader)][:5]

    @property
    def key(self) -> tuple[str, int]:
        """The name of its protocol."""
        return "group", self.bid.number


def founded() -> list[Founded]:
    """The groups of the register in the order of their founding."""
    known = [bid for bid in bids() if bid.award or bid.group in WITHOUT_GRANT]
    return [Founded(bid) for bid in known if bid.group != UNRECORDED]


def on_paper() -> list[Founded]:
    """Those whose protocol was written."""
    return [group for group in founded() if group.bid.group != WITHOUT_PROTOCOL]


def protocol_of(group: Founded) -> File:
    """The scan of the founding protocol."""
    return File(f"{group.bid.group} Протокол создания.pdf", partial(protocol, group))


def protocol(group: Founded) -> bytes:
    """How the group came together."""
    rows = [[str(number), member.name, ""] for number, member in enumerate(group.members, 1)]
    problem = group.bid.problem
    return printing.paper(
        "Протокол создания инициативной группы",
        [("Группа", group.bid.group), ("Дата", short(group.day))],
        [
            text(f"Жители ({group.bid.settlement}) объединились, чтобы решить вопрос: {problem.lower()}"),
            table(["№", "ФИО", "Подпись"], [0, 1, 0], rows, [member.name for member in group.members]),
        ],
        [],
    )
