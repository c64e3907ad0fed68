"""An application as a paper for the commission, as its region prints it."""

from __future__ import annotations

from services.grants.application_forms.cards import on_application
from services.grants.application_forms.views import views
from shared.web.service import Noun

APPLICATION_FORMS = Noun("application_forms", pages=views, cards={"application": on_application})
