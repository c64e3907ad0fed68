"""The places of a questionnaire where something is answered, and what may stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.language.questionnaires import CHOICE, GRID, MARKS, SATISFACTION, TEXT
from shared.validation import Sentence

LONGEST = 2000
MARK_WRONG = "A mark is 1, 2, 3, 4 or 5."
CHOICE_WRONG = "Choose one of the answers 1 to %(most)s."
TOO_LONG = "Longer than 2000 characters."
MARK_NEEDED = "Choose a mark from 1 to 5."
Said = dict[str, Any]  # answers by the keys of their cells: marks and choices as numbers, words as text
Words = Mapping[str, str]  # the same in ru and kk


@dataclass(frozen=True)
class Cell:
    """One place to answer: `question` and, of a grid, its `line`; `options` are the answers of a choice."""

    key: str
    kind: str
    number: int
    question: Words
    line: Words | None = None
    options: Sequence[Words] = ()

    @property
    def most(self) -> int:
        """The highest number that may stand there; 0 where words do."""
        return 0 if self.kind == TEXT else len(self.options) if self.kind == CHOICE else MARKS[-1]


def cells_of(questions: Sequence[Any]) -> list[Cell]:
    """Every cell of a questionnaire in its order."""
    return [cell for number, asked in enumerate(questions, 1) for cell in cells_in(number, asked)]


def cells_in(number: int, asked: Any) -> Iterator[Cell]:
    """The cells of one question: one, of a grid one a line."""
    kind, words = asked["kind"], {name: asked[name] for name in ("ru", "kk")}
    if kind == GRID:
        for place, line in enumerate(asked["options"], 1):
            yield Cell(f"q{number}-{place}", kind, number, words, line)
    else:
        yield Cell(f"q{number}", kind, number, words, options=asked["options"] if kind == CHOICE else ())


def mark_cell(cells: Sequence[Cell]) -> Cell:
    """The cell that makes the figure."""
    return next(cell for cell in cells if cell.kind == SATISFACTION)


def read(cells: Sequence[Cell], typed: Mapping[str, Any]) -> tuple[Said, dict[str, Sentence | str]]:
    """What was answered and what is wrong, both by the keys of cells; a cell left empty is neither."""
    said: Said = {}
    wrong: dict[str, Sentence | str] = {}
    for cell in cells:
        text = str(typed.get(cell.key) or "").strip()
        problem = problem_of(cell, text) if text else None
        if problem:
            wrong[cell.key] = problem
        elif text:
            said[cell.key] = int(text) if cell.most else text
    return said, wrong


def problem_of(cell: Cell, text: str) -> Sentence | str | None:
    """Why this cannot be the answer of a cell, or None."""
    if not cell.most:
        return TOO_LONG if len(text) > LONGEST else None
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= cell.most:
        return None
    return Sentence(CHOICE_WRONG, most=cell.most) if cell.kind == CHOICE else MARK_WRONG
