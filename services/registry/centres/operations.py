"""Planning and opening centres."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from services.registry.centres.models import Centre
from services.registry.db import db
from services.registry.plans.queries import approved_plan, line_measuring
from services.registry.plans.record import project_regions
from services.registry.regions.queries import region_code
from shared.access import require
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.language.measures.centres import CENTERS_OPEN
from shared.language.records.centre import Centre as CentreRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


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
    line = line_measuring(plan, CENTERS_OPEN)
    centre = Centre(project_id=project_id, region=region, activity_id=line, **values)
    db.session.add(centre)
    return told(centre)


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


def told(centre: Centre) -> Centre:
    """Tell the other services the centre's present state."""
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def centre_record(centre: Centre) -> CentreRecord:
    """The centre as the other services are told about it."""
    return CentreRecord(
        id=str(centre.id),
        page=f"/registry/centres/{centre.id}",
        project_id=str(centre.project_id),
        name=centre.name,
        region=centre.region,
        settlement=centre.settlement,
        status=centre.status,
        activity_id=centre.activity_id,
        evidence=proofs_of(centre),
        entered_by=centre.entered_by,
        opened_on=centre.opened_on,
    )
