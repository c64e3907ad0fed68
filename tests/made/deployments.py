"""Installations beside this one."""

from __future__ import annotations

from tests.house.opinions import MARK, OTHER
from tests.suite import Suite

SERVICE = "registry"


def of_another_region(suite: Suite, _project: str) -> dict[str, str]:
    """The home of the other region, invited."""
    from services.registry.deployments.models import Deployment

    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        row = Deployment(name=MARK, side="below", regions=[OTHER], state="invited")
        session.add(row)
        session.commit()
        return {"deployment_id": str(row.id)}
