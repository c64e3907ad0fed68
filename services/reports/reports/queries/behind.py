"""The records behind a cell of a sealed report: rows under its seal, or what the report itself holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.reports.documents.snapshot import Contribution, Snapshot
from services.reports.figures.queries.figures import IndicatorUnknown
from services.reports.figures.queries.sealed import sealed_records
from services.reports.figures.rules.lines import exact, exact_or_none
from services.reports.reports.models import Report
from services.reports.reports.queries.reports import sealed


@dataclass(frozen=True)
class SealedRecord:
    """A record as it was when the report was sealed; `evidence` are the SHA-256 of its files. `base`, of how
    much, is of a share only, and not known of a report older than seals."""

    source: str
    kind: str
    id: str
    occurred_on: date
    region: str | None
    value: Decimal
    base: Decimal | None
    evidence: tuple[str, ...]


def behind(report: Report, code: str, after: str = "", most: int | None = None) -> list[SealedRecord]:
    """The records behind a cell by their source, those after one, at most `most`; IndicatorUnknown, NotFound
    before the report is sealed."""
    snapshot = sealed(report)
    if code not in {cell.code for cell in snapshot.cells}:
        raise IndicatorUnknown(code)
    if snapshot.seal is None:
        return of_old(snapshot, code, after, most)
    asked = snapshot.behind.get(code)
    rows = sealed_records(report.project_id, snapshot.seal, asked, after, most) if asked else ()
    return [of_row(row) for row in rows]


def of_row(row: Any) -> SealedRecord:
    """A kept row."""
    kind, key = row["source"].split("/", 1)
    return SealedRecord(
        source=row["source"],
        kind=kind,
        id=key.split(":", 1)[-1],
        occurred_on=row["occurred_on"],
        region=row["region"],
        value=exact(row["numerator"]),
        base=exact_or_none(row["denominator"]),
        evidence=tuple(row["evidence"]),
    )


def of_old(snapshot: Snapshot, code: str, after: str, most: int | None) -> list[SealedRecord]:
    """What a report older than seals holds itself."""
    rows = sorted(map(of_contribution, snapshot.contributions.get(code, ())), key=lambda row: row.source)
    return [row for row in rows if row.source > after][:most]


def of_contribution(kept: Contribution) -> SealedRecord:
    """A record an old report holds; it is named without its installation."""
    return SealedRecord(
        source=f"{kept.kind}/{kept.id}",
        kind=kept.kind,
        id=kept.id,
        occurred_on=kept.on,
        region=kept.region,
        value=Decimal(kept.value or 0),
        base=None,
        evidence=kept.evidence,
    )
