"""What is held of people, told to them, and erased at their wish."""

from __future__ import annotations

from services.registry.erasures.api import api
from services.registry.erasures.queries import ERASE, READ
from services.registry.erasures.views import views
from shared.language.roles import LEADS, PARTNER_REP, PROJECT_LEAD
from shared.web.service import Noun

ERASURES = Noun(
    "erasures",
    pages=views,
    api=api,
    permissions={READ: (*LEADS, PARTNER_REP), ERASE: (PROJECT_LEAD,)},
)
