"""Surveys as the other services are told about them: counts, no answers."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.events.projects.models import CentreCopy
from services.events.surveys.models import Survey
from services.events.surveys.queries import answered_about, counts_of, marks_of
from shared.language.records.survey import Survey as SurveyRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_survey(item: Survey) -> None:
    """Tell reports the survey's present state; what came back about a gathering is told with that."""
    db.session.flush()
    publish(db.session, survey_record(item))
    if item.gathering_id:
        count_about(item.gathering_id)


def count_about(gathering_id: uuid.UUID) -> None:
    """Write beside a gathering how many questionnaires came back about it."""
    gathering, answered = db.session.get_one(Gathering, gathering_id), answered_about(gathering_id)
    if gathering.answered != answered:
        gathering.answered = answered
        publish_gathering(gathering)


def survey_record(item: Survey) -> SurveyRecord:
    """Give a survey as it travels."""
    counts = counts_of(item)
    return SurveyRecord(
        id=str(item.id),
        page=f"/events/surveys/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        title=item.title,
        title_kk=item.title_kk or "",
        region=item.region,
        settlement=settlement_of(item),
        centre_id=str(item.centre_id) if item.centre_id else None,
        gathering_id=str(item.gathering_id) if item.gathering_id else None,
        opens_on=item.opens_on,
        closes_on=item.closes_on,
        issued=counts.issued,
        answered=counts.answered,
        first_on=counts.first_on,
        last_on=counts.last_on,
        marks=marks_of(item),
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )


def settlement_of(item: Survey) -> str | None:
    """The settlement of its centre."""
    mine = CentreCopy.id == str(item.centre_id)
    return db.session.scalar(select(CentreCopy.settlement).where(mine)) if item.centre_id else None
