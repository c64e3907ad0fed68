"""The list to sign as a paper."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response

from services.events.gatherings.queries import get_gathering
from services.events.sheets import wording
from shared.access import requires
from shared.office.papers import PDF, in_asked_language, opened

views = Blueprint("sheets", __name__)


@views.get("/gatherings/<uuid:gathering_id>/sheet.pdf")
@requires("participant.view")
def print_sheet(gathering_id: uuid.UUID) -> Response:
    """Give the list of a gathering to be printed and signed, in one of the two languages."""
    gathering = get_gathering(gathering_id, "participant.view")
    with in_asked_language():
        return opened(wording.file_name(gathering), PDF, wording.pdf_of(gathering))
