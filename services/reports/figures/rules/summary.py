"""The state of a project in one sentence's worth of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.reports.figures.rules.lines import Coverage, Figure
from shared.language.verdicts import DONE, PROJECT_WIDE, WORRYING


@dataclass(frozen=True)
class Summary:
    """How many indicators there are, have a target, are met and have each verdict, and the proof of all."""

    met: int
    with_target: int
    total: int
    verdicts: Mapping[str, int]
    evidence: Coverage


def summary(rows: Sequence[Figure]) -> Summary:
    """The state of a project; no target, no completion.

    Seen from a region, a target of the whole project is counted nowhere: all counts are of one set.
    """
    judged = [row for row in rows if row.proviso != PROJECT_WIDE]
    verdicts = Counter(row.verdict for row in judged)
    return Summary(
        met=sum(verdicts[name] for name in DONE),
        with_target=sum(row.target is not None for row in judged),
        total=len(judged),
        verdicts=verdicts,
        evidence=proof(rows),
    )


def proof(rows: Sequence[Figure]) -> Coverage:
    """How many records all figures have, and how many of them are proven."""
    return Coverage(
        needed=sum(row.evidence.needed for row in rows),
        present=sum(row.evidence.present for row in rows),
    )


def worries(rows: list[Figure]) -> list[Figure]:
    """Indicators that need somebody, the worst first."""
    return sorted((row for row in rows if row.verdict in WORRYING), key=urgency)


def urgency(row: Figure) -> tuple[int, int]:
    """Where a worry stands: what is overdue first, then what is broken, then what has come least far."""
    return WORRYING.index(row.verdict), row.percent or 0


def gaps(rows: list[Figure]) -> list[Figure]:
    """Indicators whose figures are not wholly proven, the largest gap first."""
    lacking = [row for row in rows if row.evidence.present < row.evidence.needed]
    return sorted(lacking, key=lambda row: row.evidence.present - row.evidence.needed)


def chosen(rows: list[Figure], verdict: str) -> list[Figure]:
    """The rows of a verdict, or those that need somebody ("attention"), or all."""
    if verdict == "attention":
        wanted = {row.id for row in (*worries(rows), *gaps(rows))}
        return [row for row in rows if row.id in wanted]
    return [row for row in rows if not verdict or is_of(row, verdict)]


def is_of(row: Figure, verdict: str) -> bool:
    """Whether a figure is counted under a verdict."""
    return row.verdict == verdict and row.proviso != PROJECT_WIDE
