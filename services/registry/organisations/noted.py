"""Notes on an organisation."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.organisations.models import Organisation
from services.registry.organisations.queries import get_organisation
from shared.notes.declaring import Noted
from shared.reach import reachable

ORGANISATION = Noted(
    kind="organisation",
    path="organisations",
    model=Organisation,
    reads="organisation.view",
    writes="organisation.record",
    get=get_organisation,
    reaches=lambda permission, organisation: reachable(permission, organisation.region),
    title=lambda organisation: str(organisation.name_ru),
    listed=lambda: (_("Organisations"), "/registry/organisations"),
)
