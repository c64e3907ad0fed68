"""What the registry tells of regions' homes."""

from __future__ import annotations

from typing import Any

from services.reports.freshness.models import DeploymentCopy
from shared.language.records.deployment import Deployment
from shared.queue.receiving import Envelope, newer
from shared.tables import Sessions


def keep_deployments(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep how fresh each home is; no figure moves by that."""
    newer(session, DeploymentCopy, envelopes, values)


def values(record: Deployment) -> dict[str, Any]:
    """A deployment as its copy keeps it."""
    return {
        "name": record.name,
        "regions": list(record.regions),
        "as_of": record.as_of,
        "refused": record.refused,
        "status": record.status,
    }
