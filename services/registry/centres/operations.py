"""Planning and opening centres."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from werkzeug.datastructures import FileStorage

from services.registry.centres.models import ACCEPTED, Centre
from services.registry.db import db
from services.registry.plans.models import Plan
from services.registry.plans.queries import approved_plan
from services.registry.plans.record import project_regions
from services.registry.regions.queries import region_code
from shared.access import require
from shared.clock import today
from shared.errors import Conflict, Invalid, NotFound
from shared.files import EvidenceRepeated, files
from shared.language.records import Proof
from shared.language.records.centre import Centre as CentreRecord
from shared.outbox import publish


class OpenedInFuture(Invalid):
    """This day has not come yet: mark the centre as open when it is."""

    code = "opened_in_future"


class RegionOutside(Invalid):
    """The plan of this project does not work in this region."""

    code = "region_outside"


class OpeningDayNeeded(Invalid):
    """An open centre has the day it opened."""

    code = "opening_day_needed"


class CentreAlreadyOpen(Conflict):
    """This centre is already open."""

    code = "centre_already_open"


def plan_centre(project_id: uuid.UUID, values: dict[str, Any]) -> Centre:
    """Add a planned centre; the activity is the plan's one that measures centres."""
    region, plan = region_code(values.pop("region")), approved_plan(project_id)
    require("centre.open", region)
    if plan is None or region not in project_regions(plan):
        raise RegionOutside(field="region")
    centre = Centre(
        project_id=project_id, region=region, evidence=[], activity=centre_activity(plan), **values
    )
    db.session.add(centre)
    return told(centre)


def centre_activity(plan: Plan) -> str | None:
    """Code of the activity whose indicator counts open centres."""
    for section in plan.sections:
        for activity in section.activities:
            if any((indicator.measure or "").startswith("centers_open") for indicator in activity.indicators):
                return activity.code
    return None


def open_centre(centre: Centre, on: date) -> Centre:
    """Mark a planned centre as open since a day."""
    if centre.status != "planned":
        raise CentreAlreadyOpen
    refuse_future(on)
    centre.status, centre.opened_on = "open", on
    return told(centre)


def correct_centre(centre: Centre, values: dict[str, Any]) -> Centre:
    """Correct what was written about a centre; its region stays, figures are broken down by it."""
    on = values.pop("opened_on")
    if centre.status != "planned":
        if on is None:
            raise OpeningDayNeeded(field="opened_on")
        refuse_future(on)
        centre.opened_on = on
    for name, value in values.items():
        setattr(centre, name, value)
    return told(centre)


def refuse_future(on: date) -> None:
    """A centre opens on a day that has come."""
    if on > today():
        raise OpenedInFuture(field="opened_on")


def attach_evidence(centre: Centre, file: FileStorage | None, kind: str) -> Centre:
    """Keep a file of a type that proves this kind as proof of the centre.
    FileMissing, FileUnfit, EvidenceRepeated."""
    stored = files().take(file, ACCEPTED[kind])
    if any((item["sha256"], item["kind"]) == (stored.sha256, kind) for item in centre.evidence):
        raise EvidenceRepeated(field="file")
    entry = {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "sha256": stored.sha256,
        "name": stored.name,
        "mime": stored.mime,
        "size": stored.size,
        "quantity": 1,
    }
    centre.evidence = [*centre.evidence, entry]
    return told(centre)


def detach_evidence(centre: Centre, evidence_id: str) -> Centre:
    """Take a wrong file off; the bytes stay in the store under their hash. NotFound."""
    left = [item for item in centre.evidence if item["id"] != evidence_id]
    if len(left) == len(centre.evidence):
        raise NotFound
    centre.evidence = left
    return told(centre)


def told(centre: Centre) -> Centre:
    """Tell the other services the centre's present state."""
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def centre_record(centre: Centre) -> CentreRecord:
    """The centre as the other services are told about it."""
    proofs = tuple(
        Proof(**{key: item[key] for key in ("id", "kind", "sha256", "quantity", "name")})
        for item in centre.evidence
    )
    return CentreRecord(
        key=str(centre.id),
        project_id=str(centre.project_id),
        name=centre.name,
        region=centre.region,
        settlement=centre.settlement,
        status=centre.status,
        activity=centre.activity,
        evidence=proofs,
        opened_on=centre.opened_on,
    )
