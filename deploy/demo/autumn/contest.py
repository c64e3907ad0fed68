"""The sub-projects that were finished in the autumn; one was not, and its group gives the rest back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from deploy.demo import contest
from deploy.demo.contest import FIRST_SHARE, Bid, Payment

LAST = ("act", "report", "photo")


@dataclass(frozen=True)
class Ended:
    """A sub-project that was finished; `signed` where its agreement was signed late, and paid only then."""

    bid: Bid
    signed: date | None = None

    @property
    def papers(self) -> tuple[str, ...]:
        """What it brought in the autumn."""
        return ("agreement",) * bool(self.signed) + LAST

    @property
    def payments(self) -> list[Payment]:
        """What was paid in the autumn."""
        assert self.bid.award and self.bid.finished
        first = (self.bid.award * FIRST_SHARE).quantize(Decimal("1"))
        rest = (self.bid.award - first, self.bid.finished, order(160 + self.bid.number))
        return [(first, self.signed, order(100 + self.bid.number)), rest] if self.signed else [rest]


def order(number: int) -> str:
    """The order by which it was paid."""
    return f"платёжное поручение № {number}"


FINISHED = {
    "ИГ «Аналар кеңесі»": ("10-14", ""),
    "ИГ «Жастар»": ("10-20", ""),
    "ИГ «Жайық»": ("10-28", ""),
    "ИГ «Ізгілік»": ("11-18", "10-04"),
}


def ended() -> list[Ended]:
    """Four of the five that were left."""
    known = {bid.group: bid for bid in contest.bids()}
    return [ending(known[group], *days) for group, days in FINISHED.items()]


def ending(bid: Bid, finished: str, signed: str) -> Ended:
    """One of them."""
    over = replace(bid, finished=date.fromisoformat(f"2022-{finished}"), state="")
    return Ended(over, date.fromisoformat(f"2022-{signed}") if signed else None)
