"""The project and its monitoring plan."""

from __future__ import annotations

from services.registry.plans.api import api
from services.registry.plans.models import (
    Activity,
    Indicator,
    Match,
    Plan,
    Project,
    Section,
    Target,
    Wording,
)
from services.registry.plans.operations import KEEP, project_told
from services.registry.plans.proof import PLAN
from services.registry.plans.tasks import keep
from services.registry.plans.views import views
from services.registry.plans.wording.history import (
    activity,
    indicator,
    match,
    plan,
    project,
    section,
    target,
    wording,
)
from services.registry.plans.wording.pages import words
from shared.language.roles import EVERYBODY, PROJECT_LEAD
from shared.queue.outbox import Sends
from shared.web.service import Noun

PLANS = Noun(
    "plans",
    tables=(Project, Plan, Section, Activity, Indicator, Target, Match, Wording),
    sends=(Sends(Project, project_told),),
    pages=views,
    words=words,
    api=api,
    permissions={
        "plan.view": EVERYBODY,
        "plan.approve": (PROJECT_LEAD,),
        "project.list": EVERYBODY,
    },
    proves=(PLAN,),
    tasks=(keep,),
    starts=(KEEP,),
    told={
        "matches": match,
        "targets": target,
        "projects": project,
        "plans": plan,
        "sections": section,
        "activities": activity,
        "indicators": indicator,
        "wordings": wording,
    },
)
