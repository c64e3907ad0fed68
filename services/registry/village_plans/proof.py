"""What proves a village plan: the protocol of the assembly that approved it."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.operations import refuse_in_work
from services.registry.village_plans.queries import RECORD, get_village_plan
from services.registry.village_plans.record import publish_village_plan
from shared.access import in_scope
from shared.language import evidence
from shared.proofs.declaring import Need, Proven
from shared.spoken import place_words

NEEDS = (Need((evidence.PROTOCOL,)),)


def titled(item: VillagePlan) -> str:
    """The village it is of."""
    return _("Development plan: %(settlement)s", settlement=place_words(item.settlement))


VILLAGE_PLAN = Proven(
    kind="village_plan",
    path="village-plans",
    model=VillagePlan,
    keeper=RECORD,
    find=get_village_plan,
    may=lambda permission, item: in_scope(permission, item.region),
    tell=publish_village_plan,
    title=titled,
    listed=lambda: (_("Village plans"), "/registry/village-plans"),
    needs=lambda item: NEEDS,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_in_work,
)
