"""Initiative groups as the other services are told about them."""

from __future__ import annotations

from services.registry.db import db
from services.registry.groups.models import Group
from shared.language.records.initiative_group import InitiativeGroup
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_group(group: Group) -> None:
    """Tell grants and reports the group's present state; no name of its people travels."""
    db.session.flush()
    publish(db.session, group_record(group))


def group_record(group: Group) -> InitiativeGroup:
    """Give a group as it travels."""
    return InitiativeGroup(
        id=str(group.id),
        page=f"/registry/groups/{group.id}",
        project_id=str(group.project_id),
        activity_id=group.activity_id,
        name=group.name,
        name_kk=group.name_kk or "",
        region=group.region,
        settlement=group.settlement,
        formed_on=group.formed_on,
        members=len(group.members),
        status="withdrawn" if group.withdrawn_because else "formed",
        evidence=proofs_of(group),
        entered_by=group.entered_by,
    )
