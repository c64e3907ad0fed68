"""Reviews as the other services are told about them: neither their words nor who wrote them."""

from __future__ import annotations

from services.events.db import db
from services.events.reviews.models import SocialReview
from shared.i18n import format_short_date, said
from shared.language.records.social_review import SocialReview as ReviewRecord
from shared.language.reviews import NETWORKS
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_review(item: SocialReview) -> None:
    """Tell reports the review's present state."""
    db.session.flush()
    publish(db.session, review_record(item))


def review_record(item: SocialReview) -> ReviewRecord:
    """Give a review as it travels."""
    return ReviewRecord(
        id=str(item.id),
        page=f"/events/reviews/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        title=titled(item),
        region=item.region,
        written_on=item.written_on,
        network=item.network,
        tone=item.tone,
        status="withdrawn" if item.withdrawn_because else "collected",
        link=item.link,
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )


def titled(item: SocialReview) -> str:
    """Where a review stands, and of which day it is."""
    return f"{said(NETWORKS[item.network])}, {format_short_date(item.written_on)}"
