"""Notes on somebody of the leaders' pool."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.leaders.models import Leader
from services.registry.leaders.queries import RECORD, VIEW, get_leader
from shared.access import in_scope
from shared.notes.declaring import Noted

LEADER = Noted(
    kind="pool_member",
    path="leaders",
    model=Leader,
    reads=VIEW,
    writes=RECORD,
    get=get_leader,
    reaches=lambda permission, leader: in_scope(permission, leader.region),
    title=lambda leader: str(leader.person.name),
    listed=lambda: (_("Leaders’ pool"), "/registry/leaders"),
)
