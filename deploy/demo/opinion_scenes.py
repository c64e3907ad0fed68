"""What people think of the project: their reviews in social networks."""

from __future__ import annotations

import uuid

from deploy.demo.reviews import LINKED, OPINIONS, PICTURED, POSTS, Opinion
from deploy.demo.stage import Stage
from services.events.reviews.operations import record_review
from services.events.reviews.schemas import ReviewIn
from shared.proofs.operations import attach


def collect_reviews(stage: Stage, project_id: uuid.UUID) -> None:
    """Every review on its day, with its link or its picture; the last one has neither yet."""
    for number, opinion in enumerate(OPINIONS, 1):
        with stage.acting("events", opinion.by, opinion.day):
            item = record_review(ReviewIn().load(fields_of(opinion, number, project_id)))
            if opinion.shown == PICTURED:
                attach(item, stage.file(*opinion.key), "screenshot", 1)


def fields_of(opinion: Opinion, number: int, project_id: uuid.UUID) -> dict[str, object]:
    """A review as the API takes it."""
    return {
        "project_id": str(project_id),
        "network": opinion.network,
        "written_on": opinion.day.isoformat(),
        "tone": opinion.tone,
        "said": opinion.said,
        "link": f"{POSTS}/{number}" if opinion.shown == LINKED else None,
        "region": opinion.region,
    }
