"""A sealed snapshot in the shape of today: an older one is read as it was meant, and never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 3
Snapshot = dict[str, Any]
# What snapshots of the first schema leave out where they were sealed before it was known.
INDICATOR: Snapshot = {"id": None, "late": 0, "proviso": None, "share": None, "region_targets": {}}
FUND: Snapshot = {"contest": ""}
SIGNER: Snapshot = {"code": None, "name": ""}


class SchemaUnknown(ValueError):
    """The snapshot has a schema that is not known here."""


def read(snapshot: Snapshot) -> Snapshot:
    """A snapshot in the shape of today; SchemaUnknown."""
    schema = snapshot.get("schema", 1)
    if schema == SCHEMA:
        return snapshot
    if schema not in FORMER:
        raise SchemaUnknown(str(schema))
    return read(FORMER[schema](snapshot))


def from_first(snapshot: Snapshot) -> Snapshot:
    """The second schema says everything; the first left out what a report did not have."""
    return {
        "region": None,
        **snapshot,
        "schema": 2,
        "period": {"running": False, **snapshot["period"]},
        "sections": [with_all(section, INDICATOR) for section in snapshot["sections"]],
        "funds": [FUND | fund for fund in snapshot["funds"]],
        "signatures": [SIGNER | signer for signer in snapshot["signatures"]],
    }


def from_second(snapshot: Snapshot) -> Snapshot:
    """The third schema says by which versions of its rule a figure was derived; the second did not know."""
    return {
        **snapshot,
        "schema": 3,
        "sections": [with_all(section, {"rules": []}) for section in snapshot["sections"]],
    }


def with_all(section: Snapshot, said: Snapshot) -> Snapshot:
    """A section with what is said of its indicators besides."""
    activities = [
        {**activity, "indicators": [said | item for item in activity["indicators"]]}
        for activity in section["activities"]
    ]
    return {**section, "activities": activities}


FORMER: dict[object, Callable[[Snapshot], Snapshot]] = {1: from_first, 2: from_second}
