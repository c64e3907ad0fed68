"""What proves an initiative group: the protocol of its founding, or the signed list of its members."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.groups.models import Group
from services.registry.groups.operations import refuse_withdrawn
from services.registry.groups.queries import RECORD, get_group
from services.registry.groups.record import publish_group
from shared.access import in_scope
from shared.language.evidence import GROUP_PROTOCOL, PROVING_GROUP
from shared.proofs.declaring import Need, Proven
from shared.spoken import name_of, place_words

NEEDS = (Need(PROVING_GROUP),)

INITIATIVE_GROUP = Proven(
    kind="initiative_group",
    path="groups",
    model=Group,
    keeper=RECORD,
    find=get_group,
    may=lambda permission, group: in_scope(permission, group.region),
    tell=publish_group,
    title=lambda group: f"{name_of(group)}, {place_words(group.settlement)}",
    listed=lambda: (_("Initiative groups"), "/registry/groups"),
    needs=lambda group: NEEDS,
    first=lambda group: GROUP_PROTOCOL,
    alive=lambda group: not group.withdrawn_because,
    admit=refuse_withdrawn,
)
