"""Files that prove a contest, an application or an award."""

from __future__ import annotations

from services.grants.evidence.api import api
from services.grants.evidence.models import Evidence
from services.grants.evidence.views import views
from shared.language.roles import EVERYBODY, FIELD
from shared.web.service import Noun

EVIDENCE = Noun(
    "evidence",
    tables=(Evidence,),
    pages=views,
    api=api,
    permissions={"evidence.view": EVERYBODY, "evidence.attach": FIELD},
)
