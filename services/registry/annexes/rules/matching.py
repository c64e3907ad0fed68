"""Lines of a revised annex and those in force: which is which, and where only a person can tell.

Two lines that say the same are one. Of the others a pair is taken when it is clearly the likest both ways;
what is like several, or only somewhat like, is asked about, and so is a line that names another place,
people or time, or one in other words that promises the same numbers. Nothing here knows a database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.registry.annexes.rules.likeness import Line, alike, mean_another, textual

SURE, SAME_TEXT, CLEAR, SOMEWHAT = 0.87, 0.97, 0.1, 0.55
MOST_OFFERED = 5


@dataclass(frozen=True)
class Question:
    """A new line that may be one of the old ones, the likest first; `guess` is None where it seems new."""

    line: UUID
    guess: UUID | None
    offered: tuple[UUID, ...]


@dataclass
class Matching:
    """New lines by the old one each is for certain, and the questions; every other new line is new."""

    same: dict[UUID, UUID] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class Likeness:
    """How alike a new and an old line are."""

    score: float
    new: Line
    old: Line

    @property
    def is_sure(self) -> bool:
        """Whether they would be one if no other were like them."""
        if mean_another(self.new, self.old):
            return False
        return self.score >= SURE or textual(self.new.words, self.old.words) >= SAME_TEXT


def match_lines(old: Sequence[Line], new: Sequence[Line]) -> Matching:
    """Match the lines of two versions."""
    found = Matching(dict(same_print(old, new)))
    rest_old = [line for line in old if line.key not in found.same.values()]
    rest_new = [line for line in new if line.key not in found.same]
    scores = [Likeness(alike(one, other), one, other) for one in rest_new for other in rest_old]
    while clear := clear_pairs(scores):
        found.same |= clear
        scores = [row for row in scores if row.new.key not in clear and row.old.key not in clear.values()]
    found.questions = list(questions(scores))
    return found


def same_print(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[UUID, UUID]]:
    """Lines that say the same, in their order where several do and none was added or removed."""
    before, after = by_print(old), by_print(new)
    for key, lines in after.items():
        if len(before[key]) == len(lines):
            yield from ((line.key, former.key) for line, former in zip(lines, before[key], strict=True))


def by_print(lines: Sequence[Line]) -> defaultdict[object, list[Line]]:
    """Lines by what they say."""
    found: defaultdict[object, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.print].append(line)
    return found


def clear_pairs(scores: Sequence[Likeness]) -> dict[UUID, UUID]:
    """New lines by the old one they are alike enough, where neither is nearly as like any other."""
    best, second = two_best(scores)
    return {
        row.new.key: row.old.key
        for row in scores
        if row.is_sure
        and all(row is best[key] and row.score - second[key] >= CLEAR for key in (row.new, row.old))
    }


def two_best(scores: Sequence[Likeness]) -> tuple[dict[Line, Likeness], dict[Line, float]]:
    """The likest pair of each line, and how alike the next one is."""
    best: dict[Line, Likeness] = {}
    second: dict[Line, float] = defaultdict(float)
    for row in sorted(scores, key=lambda row: -row.score):
        for line in (row.new, row.old):
            if best.setdefault(line, row) is not row:
                second[line] = max(second[line], row.score)
    return best, second


def questions(scores: list[Likeness]) -> Iterator[Question]:
    """A question for each line that is somewhat like another; the likest pair is guessed first, each once."""
    promised = same_promises(scores)
    doubtful = (row for row in scores if row.score >= SOMEWHAT or row in promised)
    near = sorted(doubtful, key=lambda row: -row.score)
    guessed: dict[UUID, UUID] = {}
    for row in near:
        if row.new.key not in guessed and row.old.key not in guessed.values():
            guessed[row.new.key] = row.old.key
    for key in dict.fromkeys(row.new.key for row in near):
        offered = [row.old.key for row in near if row.new.key == key][:MOST_OFFERED]
        yield Question(key, guessed.get(key), tuple(offered))


def same_promises(scores: Sequence[Likeness]) -> list[Likeness]:
    """Pairs that promise the same numbers, and stand at one place or are the only ones that do."""
    same = [row for row in scores if row.new.figures and row.new.figures == row.old.figures]
    times = Counter(key for row in same for key in (row.new.key, row.old.key))
    return [
        row for row in same if row.new.code == row.old.code or times[row.new.key] == times[row.old.key] == 1
    ]
