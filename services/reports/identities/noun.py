"""Who of several deployments is one person."""

from __future__ import annotations

from services.reports.identities.models import CountedPerson, IdentityCopy, IdentityDecision
from shared.web.service import Noun

IDENTITIES = Noun(
    "identities",
    tables=(IdentityCopy, CountedPerson, IdentityDecision),
)
