"""Who of several deployments is one person."""

from __future__ import annotations

from services.reports.identities.models import CountedPerson, IdentityCopy, IdentityDecision, IdentityMeeting
from shared.web.service import Noun

IDENTITIES = Noun(
    "identities",
    tables=(IdentityCopy, IdentityMeeting, CountedPerson, IdentityDecision),
)
