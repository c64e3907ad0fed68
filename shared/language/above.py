"""What no installation tells the one above it, and which regions what it tells is about."""

from __future__ import annotations

from shared.language.records.contest import Contest
from shared.language.records.record import Record

# What came down from there, what is about the centre alone, how this very installation is set.
AT_HOME = frozenset({"project", "obligation", "centre_report", "deployment", "region_setting", "erasure"})
OF_NO_REGION = frozenset({"attendance", "person", "identity"})  # they count where their gathering was


def regions_of(record: Record) -> frozenset[str]:
    """The regions a record is about; none where it is about the whole project."""
    if isinstance(record, Contest):
        return frozenset(fund.region for fund in record.funds)
    region = getattr(record, "region", None)
    return frozenset({region} if region else ())


def counts_nowhere(record: Record) -> bool:
    """Whether a record says of itself that it is withdrawn."""
    return all(getattr(record, name) == said for name, said in record.WITHDRAWN.items())
