"""Planning and opening centres."""
from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from services.registry.centres.models import Centre
from services.registry.db import db
from services.registry.plans.queries import approved_plan
from services.registry.regions.queries import region_code
from shared.access import require
from shared.errors import Conflict
from shared.files import Stored
from shared.outbox import publish
from shared.records.registry import Centre as CentreRecord


class CentreAlreadyOpen(Conflict):
    """This centre is already open."""

    code = "centre_already_open"


def plan_centre(project_id: uuid.UUID, values: dict[str, Any]) -> Centre:
    """Add a planned centre; the activity is the plan's one that measures centres."""
    region = region_code(values.pop("region"))
    require("centre.open", region)
    centre = Centre(project_id=project_id, region=region, evidence=[], activity=centre_activity(project_id), **values)
    db.session.add(centre)
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def centre_activity(project_id: uuid.UUID) -> str | None:
    """Code of the activity whose indicator counts open centres."""
    plan = approved_plan(project_id)
    for section in plan.sections if plan else ():
        for activity in section.activities:
            if any((indicator.measure or "").startswith("centers_open") for indicator in activity.indicators):
                return activity.code
    return None


def open_centre(centre: Centre, on: date) -> Centre:
    """Mark a planned centre as open since a day."""
    if centre.status != "planned":
        raise CentreAlreadyOpen
    centre.status, centre.opened_on = "open", on
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def attach_evidence(centre: Centre, stored: Stored, kind: str) -> Centre:
    """Add a stored file as proof of the centre."""
    entry = {"id": str(uuid.uuid4()), "kind": kind, "sha256": stored.sha256, "name": stored.name, "mime": stored.mime,
             "size": stored.size, "quantity": 1}
    centre.evidence = [*centre.evidence, entry]
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def centre_record(centre: Centre) -> CentreRecord:
    """The centre as the other services are told about it."""
    proof = [{key: item[key] for key in ("id", "kind", "sha256", "quantity", "name")} for item in centre.evidence]
    return CentreRecord(key=str(centre.id), project_id=str(centre.project_id), name=centre.name, region=centre.region,
                        settlement=centre.settlement, status=centre.status, activity=centre.activity, evidence=proof,
                        opened_on=centre.opened_on.isoformat() if centre.opened_on else None)
