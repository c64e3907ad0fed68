"""The list of records of this home that the centre does not take: which, why, and where to put them right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from services.registry.deployments.models import Upward
from services.registry.deployments.queries import refused_above
from services.registry.deployments.schemas import Said
from services.registry.deployments.wording import in_words, record_kinds
from services.registry.regions.wording import region_name
from shared.access import actor

SHOWN = 200
TITLES = ("title", "name", "group")  # by which pages call a record


@dataclass(frozen=True)
class Untaken:
    """A record in words: what it is and what it is called, of which region, why it is not taken, its page."""

    kind: str
    key: str
    what: str
    called: str
    region: str
    why: str
    page: str
    since: datetime


def page_of() -> dict[str, Any]:
    """Everything the page shows."""
    found = refused_above(SHOWN)
    return {
        "rows": [row(each) for each in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "may_retry": actor().everywhere("deployment.retry"),
    }


def row(record: Upward) -> Untaken:
    """One record in words."""
    state = record.state
    return Untaken(
        record.kind,
        record.key,
        record_kinds().get(record.kind, record.kind),
        next((str(state[name]) for name in TITLES if state.get(name)), ""),
        region_name(state.get("region")),
        in_words(msgspec.convert(record.refused or {}, Said)),
        str(state.get("page") or ""),
        record.since,
    )
