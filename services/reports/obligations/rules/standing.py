"""How an obligation stands: done by the records that fulfil it, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from shared.language.obligations import DONE, DUE, LATE, OVERDUE, PLANNED, WAIVED
from shared.language.records.obligation import Obligation


@dataclass(frozen=True)
class Brought:
    """What a record brings to a line: its source, the day it counts on, how much; `came` is the day it was
    there, where that is another one: a month's report counts in its month and is handed in after it."""

    source: str
    day: date
    amount: Decimal
    came: date | None = None

    @property
    def there(self) -> date:
        """The day since which it was there."""
        return self.came or self.day


@dataclass(frozen=True)
class Standing:
    """How an obligation stands; `source` is the record that fulfils it (or, `unproven`, would with its
    papers), `day` its day."""

    obligation: Obligation
    state: str
    source: str = ""
    day: date | None = None
    unproven: bool = False


def stand(
    twins: Sequence[Obligation], proven: Sequence[Brought], every: Sequence[Brought], today: date
) -> list[Standing]:
    """How the obligations of one line and one region stand.

    They are served in the order of their days: the first records fulfil what is due first, each as many as
    it brings; of something asked for together (30 applications) the last one needed does. What is asked for
    month by month is done by the record of that month and by no other's.
    """
    waiting = sorted((row for row in twins if row.status != WAIVED), key=lambda row: (row.due_on, row.number))
    serve = of_its_month if is_monthly(twins) else in_turn
    served = [
        standing(row, proof, record, today)
        for row, proof, record in zip(waiting, serve(waiting, proven), serve(waiting, every), strict=True)
    ]
    return [*served, *(Standing(row, WAIVED) for row in twins if row.status == WAIVED)]


def is_monthly(twins: Sequence[Obligation]) -> bool:
    """Whether each is of a month of its own."""
    months = {(row.starts_on.year, row.starts_on.month) for row in twins if row.starts_on}
    return len(months) == len(twins) > 1


def of_its_month(waiting: Iterable[Obligation], records: Sequence[Brought]) -> list[Brought | None]:
    """The record of the month of each; None where there is none."""
    found = {(record.day.year, record.day.month): record for record in reversed(records)}
    begun = [row.starts_on or row.due_on for row in waiting]
    return [found.get((day.year, day.month)) for day in begun]


def in_turn(waiting: Iterable[Obligation], records: Sequence[Brought]) -> list[Brought | None]:
    """The record with which each is reached; None where it is not yet."""
    return [reached(records, end) for end in accumulate(row.quantity for row in waiting)]


def reached(records: Iterable[Brought], amount: Decimal) -> Brought | None:
    """The record with which an amount is reached; None as long as it is not."""
    total = Decimal(0)
    for record in records:
        total += record.amount
        if total >= amount:
            return record
    return None


def standing(row: Obligation, proof: Brought | None, record: Brought | None, today: date) -> Standing:
    """How one stands."""
    if proof:
        return Standing(row, LATE if proof.there > row.due_on else DONE, proof.source, proof.there)
    if record:
        return Standing(row, undone(row, today), record.source, record.there, unproven=True)
    return Standing(row, undone(row, today))


def by_itself(row: Obligation, today: date) -> Standing:
    """How one stands that no line counts: a file shows since when it is there."""
    if row.status == WAIVED:
        return Standing(row, WAIVED)
    shown = any(not file.unopened for file in row.evidence)
    if row.done_on and shown:
        return Standing(row, LATE if row.done_on > row.due_on else DONE, day=row.done_on)
    return Standing(row, undone(row, today), unproven=row.done_on is not None)


def undone(row: Obligation, today: date) -> str:
    """How one stands that is not done."""
    if today > row.due_on:
        return OVERDUE
    return PLANNED if row.starts_on and row.starts_on > today else DUE
