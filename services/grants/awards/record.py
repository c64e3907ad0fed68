"""Awards as the other services are told about them."""

from __future__ import annotations

from decimal import Decimal

from services.grants.awards.models import Award
from services.grants.awards.queries import parents_of
from services.grants.db import db
from shared.language.records.award import Award as AwardRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_award(award: Award) -> None:
    """Tell reports the award's present state."""
    db.session.flush()
    publish(db.session, award_record(award))


def award_record(award: Award) -> AwardRecord:
    """Give an award as it travels."""
    contest, application = parents_of(award)
    return AwardRecord(
        id=str(award.id),
        page=f"/grants/awards/{award.id}",
        project_id=str(contest.project_id),
        contest_id=str(contest.id),
        application_id=str(application.id),
        activity_id=contest.activity_id,
        region=award.region,
        settlement=application.settlement,
        group=application.group_name,
        group_kk=application.group_kk or "",
        amount=award.amount.quantize(Decimal("0.01")),
        awarded_on=award.awarded_on,
        completed_on=award.completed_on,
        status=award.status,
        evidence=proofs_of(award),
        entered_by=award.entered_by,
    )
