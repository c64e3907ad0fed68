"""Installations beside this one: regions' homes below, the centre above."""

from __future__ import annotations

from services.registry.deployments.internal import internal
from services.registry.deployments.models import (
    Deployment,
    DeploymentNews,
    ForeignRecord,
    NameAgreement,
    OwnKey,
    Upward,
    UpwardHead,
)
from services.registry.deployments.queries import deployment_gauges
from services.registry.deployments.record import deployment_record
from services.registry.deployments.tasks import going_up, ring
from services.registry.deployments.views import views
from services.registry.deployments.week import week
from services.registry.deployments.wording import deployment, names, own_key
from shared.language.roles import ADMIN, OPERATORS
from shared.queue.outbox import Sends
from shared.web.service import Noun

DEPLOYMENTS = Noun(
    "deployments",
    tables=(Deployment, DeploymentNews, NameAgreement, OwnKey, Upward, UpwardHead, ForeignRecord),
    sends=(Sends(Deployment, deployment_record),),
    pages=views,
    internal=internal,
    permissions={
        "deployment.view": OPERATORS,
        "deployment.retry": OPERATORS,
        "deployment.manage": (ADMIN,),
    },
    week=week,
    gauges=deployment_gauges,
    tasks=(going_up,),
    ticks=(ring,),
    told={"deployments": deployment, "name_agreements": names, "deployment_keys": own_key},
)
