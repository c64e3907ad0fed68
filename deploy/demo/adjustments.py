"""What records cannot tell: a wet list whose last lines nobody reads, and two answers nobody signed.
Whoever signs is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deploy.demo import printing
from deploy.demo.places import PLACES
from deploy.demo.printing import File, heading, short, text


@dataclass(frozen=True)
class Typed:
    """An adjustment: which indicator, where, of which day, how much, why; who proposed it, and when it was
    approved by the lead (None: it waits)."""

    code: str
    region: str
    day: date
    amount: int
    reason: str
    by: str
    proposed: date
    approved: date | None
    kind: str
    paper: str

    @property
    def key(self) -> tuple[str, str]:
        """The name of its paper."""
        return "adjustment", self.code


TYPED = (
    Typed(
        "1.2.5",
        "west_kz",
        date(2022, 5, 30),
        4,
        "Лист промок: четыре последние подписи не читаются, акимат подтвердил, что пришли ещё четверо",
        "coordinator",
        date(2022, 6, 6),
        date(2022, 6, 7),
        "grantor_letter",
        "Письмо акимата подтверждает: на заседании были ещё четыре жителя села, их имена в листе не читаются",
    ),
    Typed(
        "4.1.5",
        "west_kz",
        date(2022, 6, 8),
        -2,
        "Два отзыва без подписи: при сверке решили их не считать",
        "assistant",
        date(2022, 9, 29),
        None,
        "protocol",
        "При сверке найдены два отзыва без подписи; предложено их не считать",
    ),
)


def paper_of(typed: Typed) -> File:
    """The paper that shows it."""
    return File(f"К поправке {typed.code}.pdf", lambda: paper(typed))


def paper(typed: Typed) -> bytes:
    """Who confirms what."""
    facts = [
        ("Показатель", typed.code),
        ("Область", PLACES[typed.region].name),
        ("Дата", short(typed.proposed)),
    ]
    blocks = [heading("О чём"), text(f"{typed.paper}.")]
    signed = [("Аким сельского округа" if typed.approved else "Ассистент координатора", "Сапаров Н.")]
    return printing.paper("Подтверждение", facts, blocks, signed, head=(PLACES[typed.region].name,))
