"""How fresh what regions' homes sent is."""

from __future__ import annotations

from services.reports.freshness.inbox import keep_deployments
from services.reports.freshness.models import DeploymentCopy
from shared.web.service import Noun

FRESHNESS = Noun("freshness", tables=(DeploymentCopy,), listens={"deployment": keep_deployments})
