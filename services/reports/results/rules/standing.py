"""How a result stands: by its figures, else by what a person said and a file proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.reports.figures.rules.lines import Figure
from services.reports.results.models import Result
from shared.language.results import ACHIEVED, BEHIND, OPEN, UNDER_WAY, UNPROVEN
from shared.language.verdicts import DONE, WORRYING

WORST = (BEHIND, UNDER_WAY, ACHIEVED)


@dataclass(frozen=True)
class Standing:
    """A result with the figures it is tied to, its own count (None: it has none), its state, and the SHA-256
    of the files that prove it."""

    result: Result
    figures: tuple[Figure, ...]
    found: int | None
    state: str
    papers: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether its state follows from figures and not from a person."""
        return bool(self.figures) or self.found is not None


def stand(
    result: Result, figures: Sequence[Figure], found: int | None, *, papers: Sequence[str], over: bool
) -> Standing:
    """A result as it stands; `over` says that the project has ended."""
    states = [by_verdict(row.verdict) for row in figures if row.target is not None]
    if found is not None:
        states.append(by_count(found, result.least or 1, over=over))
    state = min(states, key=WORST.index) if states else said(result, proven=bool(papers))
    return Standing(result, tuple(figures), found, state, tuple(papers))


def by_verdict(verdict: str) -> str:
    """What a verdict of one figure says of the result."""
    return ACHIEVED if verdict in DONE else BEHIND if verdict in WORRYING else UNDER_WAY


def by_count(found: int, least: int, *, over: bool) -> str:
    """What its own count says."""
    return ACHIEVED if found >= least else BEHIND if over else UNDER_WAY


def said(result: Result, *, proven: bool) -> str:
    """What a person said, and nothing more than that without a file."""
    if result.outcome is None:
        return OPEN
    return result.outcome if proven else UNPROVEN
