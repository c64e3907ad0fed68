"""Notes on an entry of a centre's journal."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.consultations.models import Consultation
from services.events.consultations.queries import RECORD, VIEW, get_consultation, reaches
from shared.notes.declaring import Noted

CONSULTATION = Noted(
    kind="consultation",
    path="consultations",
    model=Consultation,
    reads=VIEW,
    writes=RECORD,
    get=get_consultation,
    reaches=lambda permission, entry: reaches(permission, entry.journal),
    title=lambda entry: _("No. %(number)s", number=entry.number),
    listed=lambda: (_("Consultations"), "/events/consultations"),
)
