"""Scans that wait to be filed."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from tests.house.opinions import MARK, OTHER
from tests.suite import PDF, Suite

SERVICE = "events"
BODIES = {
    "aside": {"reason": "x"},
    "filing": {"owner_kind": "gathering", "owner_id": str(UUID(int=0)), "kind": "photo"},
}


def of_another_region(suite: Suite, _project: str) -> dict[str, str]:
    """One of the other region."""
    form = {"file": (BytesIO(PDF + b"scan"), f"{MARK}.pdf"), "region": OTHER}
    return {"scan_id": suite.ok("POST", "/events/api/v1/scans", data=form)["id"]}
