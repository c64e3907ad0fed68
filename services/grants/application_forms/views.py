"""An application as a paper for the commission."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, g

from services.grants.application_forms import wording
from services.grants.applications.queries import get_application
from shared.access import requires
from shared.doors.errors import NotFound
from shared.office.papers import FORMS, in_asked_language, opened_or_saved

views = Blueprint("application_forms", __name__)


@views.get("/applications/<uuid:application_id>/form.<format_name>")
@requires("application.view")
def print_application(application_id: uuid.UUID, format_name: str) -> Response:
    """Give an application to be printed for the commission, as a PDF or as a Word file, in one of the two
    languages."""
    application = get_application(application_id)
    if format_name not in FORMS:
        raise NotFound
    g.region = application.region
    with in_asked_language():
        name = wording.file_name(application, format_name)
        return opened_or_saved(name, format_name, wording.drawn(application, format_name))
