"""Applications as the other services are told about them."""

from __future__ import annotations

import uuid
from decimal import Decimal

from services.grants.applications.models import Application
from services.grants.applications.queries import contest_of
from services.grants.db import db
from shared.language.records.application import Application as ApplicationRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_application(application: Application) -> None:
    """Tell reports the application's present state; of the leader only an id travels."""
    db.session.flush()
    publish(db.session, application_record(application))


def application_record(application: Application) -> ApplicationRecord:
    """Give an application as it travels; no leader's name is in it."""
    contest = contest_of(application)
    return ApplicationRecord(
        id=str(application.id),
        page=f"/grants/applications/{application.id}",
        project_id=str(contest.project_id),
        contest_id=str(contest.id),
        activity_id=contest.activity_id,
        number=application.number,
        region=application.region,
        settlement=application.settlement,
        group=application.group_name,
        group_kk=application.group_kk or "",
        group_id=text(application.group_id),
        leader_person_id=text(application.leader_person_id),
        registered_on=application.registered_on,
        status=application.status,
        requested=application.requested.quantize(Decimal("0.01")),
        evidence=proofs_of(application),
        entered_by=application.entered_by,
    )


def text(found: uuid.UUID | None) -> str | None:
    """An id as it travels."""
    return str(found) if found else None
