"""The pages of events, put together."""

from __future__ import annotations

from services.events.evidence.views import views as evidence
from services.events.gatherings.views import views as gatherings
from services.events.pages import pages
from services.events.participants.views import views as participants
from services.events.publications.views import views as publications

blueprints = [pages, gatherings, participants, evidence, publications]
