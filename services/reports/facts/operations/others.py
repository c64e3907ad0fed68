"""Facts of records that come one by one: centres, publications, contests, applications, awards …"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson

from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.writing import COLUMNS, writing
from services.reports.facts.rules.counted import Counted
from services.reports.facts.rules.kinds import RULES
from shared.language.records import Record
from shared.language.records.centre import Centre
from shared.tables import Sessions

TYPES = {
    "occurred_on": "date",
    "numerator": "numeric",
    "denominator": "numeric",
    "birth_year": "int",
    "rule": "int",
}
ROWS = ", ".join(f"{name} {TYPES.get(name, 'text')}" for name in COLUMNS)
GIVEN = f"SELECT {', '.join(COLUMNS)} FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given({ROWS})"
WRITE = writing(GIVEN, "f.source = ANY(:sources) AND f.person_id = ''")


class CountedTwice(ValueError):
    """A rule gave two facts of one measure of one record: the second would stand in for the first."""


def derive_records(session: Sessions, records: Mapping[str, Record]) -> Moved:
    """Bring the facts of these records, by their source "award/<key>", up to date; what moved."""
    if not records:
        return Moved()
    rows = [
        row(source, record, fact) for source, record in sorted(records.items()) for fact in counted_by(record)
    ]
    values = {"rows": orjson.dumps(rows, default=str).decode(), "sources": sorted(records)}
    return Moved.of(session.execute(WRITE, values))


def counted_by(record: Record) -> list[Counted]:
    """What its rule says it counts, a measure once: what counts day by day is records of its own.
    CountedTwice."""
    facts = [fact for fact in RULES[record.KIND](record) if fact.on]
    if twice := [name for name, times in Counter(fact.measure for fact in facts).items() if times > 1]:
        raise CountedTwice(
            f"a {record.KIND} counts {twice[0]} more than once; add it up, or send a record each"
        )
    return facts


def row(source: str, record: Any, fact: Counted) -> dict[str, Any]:
    """A fact as the table keeps it, with the place of its record."""
    said = asdict(fact)
    return {
        **{name: said.get(name) for name in COLUMNS},
        "source": source,
        "occurred_on": fact.on,
        "person_id": "",
        "project_id": record.project_id,
        "activity_id": record.activity_id,
        "region": getattr(record, "region", None),
        "settlement": getattr(record, "settlement", None),
        "centre_id": record.id if record.KIND == Centre.KIND else getattr(record, "centre_id", None),
    }
