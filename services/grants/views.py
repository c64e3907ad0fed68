"""The pages of grants, put together."""
from __future__ import annotations

from services.grants.applications.views import pages as application_pages
from services.grants.awards.views import pages as award_pages
from services.grants.contests.views import pages as contest_pages
from services.grants.evidence.views import pages as evidence_pages

blueprints = [contest_pages, application_pages, award_pages, evidence_pages]
