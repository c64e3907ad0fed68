"""What is true about centres."""
from __future__ import annotations

import uuid

from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.db import db
from shared.access import in_scope, scope
from shared.errors import NotFound


def get_centre(centre_id: uuid.UUID, permission: str) -> Centre:
    """A centre of the actor's regions; NotFound."""
    centre = db.session.get(Centre, centre_id)
    if centre is None or not in_scope(permission, centre.region):
        raise NotFound
    return centre


def centre_list() -> list[Centre]:
    """Centres the actor may see."""
    statement = select(Centre).order_by(Centre.region, Centre.name)
    regions = scope("centre.view")
    return list(db.session.scalars(statement if regions is None else statement.where(Centre.region.in_(regions))))
