"""What proves a review: its picture, beside its link."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.reviews.models import SocialReview
from services.events.reviews.operations import refuse_withdrawn
from services.events.reviews.queries import RECORD, get_review
from services.events.reviews.record import publish_review, titled
from shared.language.evidence import SCREENSHOT
from shared.proofs.declaring import Proven
from shared.reach import reachable

SOCIAL_REVIEW = Proven(
    kind="social_review",
    path="reviews",
    model=SocialReview,
    keeper=RECORD,
    find=get_review,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_review,
    title=titled,
    listed=lambda: (_("Reviews"), "/events/reviews"),
    first=lambda item: SCREENSHOT,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
