"""Word annexes of the plan: the first one and the revised ones."""

from __future__ import annotations

from services.registry.annexes.api import api
from services.registry.annexes.views import views
from shared.language.roles import LEADS
from shared.web.service import Noun

ANNEXES = Noun("annexes", pages=views, api=api, permissions={"plan.import": LEADS})
