"""The list of signed records, and a version beside the one in force."""

from __future__ import annotations

from typing import Any

from services.registry.drafts.listing.differences import Difference, differences
from services.registry.drafts.wording import written
from services.registry.handed.queries import handed_rows, obligations_of, proposals
from services.registry.obligations.wording import called
from services.registry.plans.models import Plan

SHOWN = 200


def page_of() -> dict[str, Any]:
    """Everything the page of signed records shows."""
    found = handed_rows(limit=SHOWN)
    rows = found[:SHOWN]
    named = {key: called(item) for key, item in obligations_of(rows).items()}
    return {"rows": rows, "named": named, "more": len(found) > SHOWN, "proposals": proposals()}


def changes(now: Plan, plan: Plan) -> list[Difference]:
    """What a version changes beside the one in force, in words."""
    return list(map(written, differences(now, plan)))
