"""What the answers of a questionnaire come to, place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.events.surveys.rules.cells import Cell, Said
from shared.language.questionnaires import CHOICE, SATISFIED, TEXT


@dataclass(frozen=True)
class Result:
    """How often each number was given at a place of the questionnaire, of how many answers (`base`); of an
    answer in words what was written, alike ones once with how often, the most frequent first."""

    cell: Cell
    counts: tuple[int, ...]
    base: int
    texts: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The per cent of marks 4 and 5; None for a choice, for words, and without a base."""
        if self.cell.kind in (CHOICE, TEXT):
            return None
        return per_cent(sum(self.counts[mark - 1] for mark in SATISFIED), self.base)


def per_cent(part: int, base: int) -> Decimal | None:
    """A share in per cent; without a base there is none."""
    return Decimal(part * 100) / base if base else None


def results(cells: Sequence[Cell], answers: Sequence[Said]) -> list[Result]:
    """The result at every place."""
    return [result(cell, [said[cell.key] for said in answers if cell.key in said]) for cell in cells]


def result(cell: Cell, given: Sequence[int | str]) -> Result:
    """The result at one place."""
    if not cell.most:
        return Result(cell, (), len(given), alike([str(text) for text in given]))
    counts = Counter(given)
    return Result(cell, tuple(counts[number] for number in range(1, cell.most + 1)), len(given))


def alike(texts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Texts that differ in letter case, spaces and the last stop only are one."""
    shown: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for text in texts:
        key = " ".join(text.lower().split()).rstrip(".! ")
        shown.setdefault(key, text)
        counted[key] += 1
    return tuple((shown[key], count) for key, count in counted.most_common())
