"""Lists that were typed or pasted: what became of their rows is kept, so that it can be seen again."""

from __future__ import annotations

import uuid
from typing import Any

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.participants.operations.attendance import Marker
from services.events.participants.operations.entering import add_participants
from services.events.participants.operations.matching import Matched
from services.events.participants.queries import times_seen

KEPT = ("status", "match", "reasons", "repeats")


def enter_list(gathering: Gathering, matched: Matched, notes: list[str], by: str) -> Job:
    """Enter the good rows; the result of each, without a name, stays as a finished job."""
    kept = seen_again(add_participants(gathering, matched, Marker("list", by)), gathering.id)
    job = Job(
        kind="events.enter_participants",
        state="done",
        progress=len(kept),
        total=len(kept),
        created_by=by,
        input={"gathering_id": str(gathering.id)},
        result={"results": kept, "notes": notes},
    )
    db.session.add(job)
    db.session.flush()
    return job


def seen_again(results: list[dict[str, Any]], gathering_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the page of the result needs of the rows that were taken."""
    taken = [result for result in results if result["status"] != "refused"]
    seen = times_seen([result["person_id"] for result in taken], gathering_id)
    return [
        {
            **{name: result.get(name) for name in KEPT},
            "person_id": str(result["person_id"]),
            "seen": seen.get(result["person_id"], 0),
        }
        for result in taken
    ]
