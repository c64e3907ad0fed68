"""The pages of grants, put together."""

from __future__ import annotations

from services.grants.applications.views import views as applications
from services.grants.awards.views import views as awards
from services.grants.contests.views import views as contests
from services.grants.evidence.views import views as evidence
from services.grants.pages import pages

blueprints = [pages, contests, applications, awards, evidence]
