"""What a rebuild found, in words."""

from __future__ import annotations

from services.reports.db import db
from services.reports.facts.operations.rebuilding import Difference, last_found

TABLES = {
    "source_sums": "the sum of a record",
    "tallies": "the sum of a place and a month",
    "sizes": "the number of gatherings of one size",
    "unused_gatherings": "the day of a gathering that brings nothing",
    "unused_tallies": "the number of gatherings that bring nothing",
    "attachments": "whether a file speaks for several records",
}


def alarm() -> str:
    """What the last nightly comparison found; nothing when all was as the records say."""
    found = last_found(db.session)
    return f"{found} sums or facts differ from their records: ./asar figures rebuild --check" if found else ""


def in_words(difference: Difference) -> str:
    """One difference as a line."""
    if difference.table == "facts":
        return f"facts of {difference.name} are not what its record says"
    kept, derived = shown(difference.kept), shown(difference.derived)
    return f"{TABLES[difference.table]} ({difference.name}): kept {kept}, derived {derived}"


def shown(value: object) -> str:
    """An amount, or that there is none."""
    return "nothing" if value is None else f"{value:f}" if hasattr(value, "normalize") else str(value)
