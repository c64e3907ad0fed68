"""Village development plans."""

from __future__ import annotations

from services.registry.village_plans.api import api
from services.registry.village_plans.importing import IMPORTED
from services.registry.village_plans.inbox import HANDLERS
from services.registry.village_plans.models import (
    Inclusion,
    PlanActivity,
    PlanIndicator,
    PlanMember,
    PlanProblem,
    ProblemCopy,
    VillagePlan,
)
from services.registry.village_plans.proof import VILLAGE_PLAN
from services.registry.village_plans.record import village_plan_record
from services.registry.village_plans.views import views
from services.registry.village_plans.week import week
from services.registry.village_plans.wording import names
from shared.language.roles import PROJECT_LEAD, READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

VILLAGE_PLANS = Noun(
    "village_plans",
    tables=(VillagePlan, PlanMember, PlanProblem, Inclusion, PlanActivity, PlanIndicator, ProblemCopy),
    sends=(Sends(VillagePlan, village_plan_record),),
    pages=views,
    api=api,
    words=names.words,
    imports=(IMPORTED,),
    listens=HANDLERS,
    week=week,
    permissions={
        "village_plan.view": READERS,
        "village_plan.record": RECORDERS,
        "village_plan.reopen": (PROJECT_LEAD,),
    },
    proves=(VILLAGE_PLAN,),
    told={
        "village_plans": names.village_plan,
        "village_plan_members": names.member,
        "village_plan_problems": names.problem,
        "village_plan_measures": names.inclusion,
        "village_plan_activities": names.activity,
        "village_plan_indicators": names.indicator,
    },
)
