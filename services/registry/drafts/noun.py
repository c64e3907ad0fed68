"""A version of the plan in preparation."""

from __future__ import annotations

from services.registry.drafts.api import api
from services.registry.drafts.views import views
from services.registry.drafts.week import week
from shared.language.roles import LEADS
from shared.web.service import Noun

DRAFTS = Noun("drafts", week=week, pages=views, api=api, permissions={"plan.edit": LEADS})
