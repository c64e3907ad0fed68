"""Village plans as the other services are told about them."""

from __future__ import annotations

from services.registry.db import db
from services.registry.village_plans.models import VillagePlan
from shared.language.records.village_plan import VillagePlan as VillagePlanRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_village_plan(item: VillagePlan) -> VillagePlan:
    """Tell reports the plan's present state."""
    db.session.flush()
    publish(db.session, village_plan_record(item))
    return item


def village_plan_record(item: VillagePlan) -> VillagePlanRecord:
    """Give a plan as it travels."""
    return VillagePlanRecord(
        id=str(item.id),
        page=f"/registry/village-plans/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        title=item.settlement,
        region=item.region,
        settlement=item.settlement,
        status=told_state(item),
        approved_on=item.approved_on,
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )


def told_state(item: VillagePlan) -> str:
    """In work, approved or withdrawn."""
    return "withdrawn" if item.withdrawn_because else "approved" if item.approved_on else "in_work"
