"""The state of a project in one sentence's worth of numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from services.reports.figures.rules.lines import Figure
from shared.language.verdicts import DONE, WORRYING


def summary(rows: list[Figure]) -> dict[str, Any]:
    """`{met, with_target, total, verdicts: {verdict: n}, evidence: {present,
    needed}}`; no target, no completion.

    Seen from a region, a target of the whole project is counted under no verdict.
    """
    verdicts = Counter(row.verdict for row in rows if row.proviso != "project_wide")
    return {
        "met": sum(verdicts[name] for name in DONE),
        "with_target": sum(row.target is not None for row in rows),
        "total": len(rows),
        "verdicts": dict(verdicts),
        "evidence": {
            "present": sum(row.evidence.present for row in rows),
            "needed": sum(row.evidence.needed for row in rows),
        },
    }


def worries(rows: list[Figure]) -> list[Figure]:
    """Indicators that need somebody, the worst first."""
    return sorted(
        (row for row in rows if row.verdict in WORRYING),
        key=lambda row: (("not_met", "at_risk", "behind").index(row.verdict), row.percent or 0),
    )


def gaps(rows: list[Figure]) -> list[Figure]:
    """Indicators whose figures are not wholly proven, the largest gap first."""
    lacking = [row for row in rows if row.evidence.present < row.evidence.needed]
    return sorted(lacking, key=lambda row: row.evidence.present - row.evidence.needed)


def chosen(rows: list[Figure], verdict: str) -> list[Figure]:
    """The rows of a verdict, or those that need somebody ("attention"), or all."""
    if verdict == "attention":
        wanted = {row.id for row in (*worries(rows), *gaps(rows))}
        return [row for row in rows if row.id in wanted]
    return [row for row in rows if not verdict or (row.verdict == verdict and row.proviso != "project_wide")]
