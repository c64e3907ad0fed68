"""At a start the faces of all regions are compared with those that were written down last."""

from __future__ import annotations

from typing import Any

from services.registry.db import db
from services.registry.region_settings.operations import follow_faces
from services.registry.region_settings.queries import of_project
from shared.doors.transaction import commit
from shared.queue import jobs
from shared.queue.jobs import Progress

FOLLOW = "registry.faces"


@jobs.task(FOLLOW, db)
def follow(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Write down the faces that a change of plugins gave."""
    changed = follow_faces([None, *of_project()])
    commit()
    return {"changed": changed}
