"""How alike two lines of a plan are: by text, numbers and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from rapidfuzz import fuzz

from services.registry.reader.words.gatherings import find_gatherings
from services.registry.reader.words.months import LONG
from services.registry.reader.words.places import find_regions
from services.registry.reader.words.wording import flat
from shared.language.clauses import ALL_SORTS

TEXT, DETAIL, FIGURES, CODE, PLACE = 0.72, 0.10, 0.08, 0.06, 0.04  # together one
NUMBER = re.compile(r"\d+")
MEN = re.compile(r"мужчин|(?<!\w)ерлер|ер адам")
WHEN = re.compile(
    rf"(?<!\w)(?:(?:19|20)\d\d|{'|'.join(LONG)}|(?:[ivі]+|[1-4]\w*)(?= (?:квартал|тоқсан)))(?!\w)"
)


@dataclass(frozen=True)
class Line:
    """A line as it is compared. `key` names it, `detail` is what stands beside its text,
    `figures` its planned numbers, `place` how far down its version it stands, 0 to 1."""

    key: UUID
    text: str
    detail: str = ""
    code: str = ""
    figures: tuple[str, ...] = ()
    place: float = 0.0

    @cached_property
    def words(self) -> str:
        """The text without what typing changes."""
        return re.sub(r"[^\w%]+", " ", flat(self.text)).strip()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Planned numbers and those named in the text."""
        return frozenset(self.figures) | frozenset(NUMBER.findall(self.words))

    @cached_property
    def meant(self) -> tuple[frozenset[str], ...]:
        """Where, what kind of gathering, of whom and when, as the text names them."""
        sorts = {sort.name for sort in ALL_SORTS if re.search(sort.named, self.words)}
        men = {"men"} if MEN.search(self.words) else set()
        found = (find_regions(self.text), find_gatherings(self.words), sorts | men, WHEN.findall(self.words))
        return tuple(map(frozenset, found))

    @property
    def print(self) -> tuple[str, str, tuple[str, ...]]:
        """Two lines of one print say the same."""
        return self.words, flat(self.detail), self.figures


def alike(one: Line, other: Line) -> float:
    """From 0, nothing in common, to 1, the same in everything."""
    return (
        TEXT * textual(one.words, other.words)
        + DETAIL * textual(flat(one.detail), flat(other.detail))
        + FIGURES * shared_part(one.numbers, other.numbers)
        + CODE * (bool(one.code) and one.code == other.code)
        + PLACE * (1 - min(1.0, abs(one.place - other.place)))
    )


def textual(one: str, other: str) -> float:
    """How alike two texts are, whatever the order of their words."""
    if one == other:
        return 1.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100 if one and other else 0.0


def mean_another(one: Line, other: Line) -> bool:
    """Whether two lines name other places, gatherings, people or times: what was done for one of them is not
    done for the other, however alike their words; one that names more of them may still be the same."""
    pairs = zip(one.meant, other.meant, strict=True)
    return any(mine and theirs and not (mine <= theirs or theirs <= mine) for mine, theirs in pairs)


def shared_part(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of all numbers that both name."""
    return len(one & other) / len(one | other) if one or other else 1.0
