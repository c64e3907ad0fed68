"""Funds on their way between deployments."""

from __future__ import annotations

from uuid import uuid4

from tests.house.opinions import MARK, OTHER
from tests.suite import Suite

SERVICE = "grants"
BODIES = {"handovers": {"region": OTHER, "deployment": "x"}, "acceptance": {}}


def of_another_region(suite: Suite, project: str) -> dict[str, str]:
    """One of the other region, offered to this deployment."""
    from services.grants.handovers.models import Handover

    terms = {
        "title": MARK,
        "opens_on": "2022-05-01",
        "closes_on": "2022-06-01",
        "grant_cap": None,
        "average_warning": "400000",
        "average_limit": "500000",
        "prefix": "АТЫ",
    }
    with suite.apps["grants"].app_context():
        session = suite.apps["grants"].extensions["sqlalchemy"].session
        row = Handover(project_id=project, region=OTHER, giver="above", taker="centre", amount=1, terms=terms)
        row.contest_id, row.activity_id = uuid4(), ""
        session.add(row)
        session.commit()
        return {"handover_id": str(row.id)}
