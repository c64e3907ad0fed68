"""Reviews in social networks."""

from __future__ import annotations

from services.events.reviews.api import api
from services.events.reviews.models import SocialReview
from services.events.reviews.proof import SOCIAL_REVIEW
from services.events.reviews.record import review_record
from services.events.reviews.views import views
from services.events.reviews.week import week
from services.events.reviews.wording import review, words
from shared.language.roles import PR_OFFICER, READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

REVIEWS = Noun(
    "reviews",
    tables=(SocialReview,),
    sends=(Sends(SocialReview, review_record),),
    pages=views,
    week=week,
    api=api,
    permissions={"review.view": READERS, "review.record": (*RECORDERS, PR_OFFICER)},
    proves=(SOCIAL_REVIEW,),
    words=words,
    told={"social_reviews": review},
)
