"""Projects funded by donors as the other services are told about them."""

from __future__ import annotations

from decimal import Decimal

from services.grants.db import db
from services.grants.donor_projects.models import DonorProject
from shared.language.records.donor_project import DonorProject as DonorProjectRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_donor_project(item: DonorProject) -> None:
    """Tell reports the project's present state; whose it is does not travel."""
    db.session.flush()
    publish(db.session, donor_project_record(item))


def donor_project_record(item: DonorProject) -> DonorProjectRecord:
    """Give a project as it travels."""
    return DonorProjectRecord(
        id=str(item.id),
        page=f"/grants/donor-projects/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        region=item.region,
        settlement=item.settlement,
        title=item.title,
        title_kk=item.title_kk or "",
        donor=item.donor,
        amount=item.amount.quantize(Decimal("0.01")),
        decided_on=item.decided_on,
        status="withdrawn" if item.withdrawn_because else "funded" if item.decided_on else "waiting",
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )
