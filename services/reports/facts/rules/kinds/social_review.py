"""Reviews in social networks."""

from __future__ import annotations

from decimal import Decimal

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.surveys import SOCIAL_FEEDBACK
from shared.language.records.social_review import SocialReview
from shared.language.reviews import POSITIVE


def of(review: SocialReview) -> list[Counted]:
    """Every collected review is one of the base, whatever it says; a positive one is counted of it."""
    if review.status == "withdrawn":
        return []
    liked = int(review.tone == POSITIVE)
    return [counted(SOCIAL_FEEDBACK, review.written_on, numerator=liked, denominator=Decimal(1))]
