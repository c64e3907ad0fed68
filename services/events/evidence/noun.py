"""Files that prove a gathering or a publication."""

from __future__ import annotations

from services.events.evidence.models import Evidence
from services.events.evidence.views import views
from shared.language.roles import FIELD, READERS
from shared.web.service import Noun

EVIDENCE = Noun(
    "evidence",
    tables=(Evidence,),
    pages=views,
    permissions={"evidence.view": READERS, "evidence.attach": FIELD},
)
