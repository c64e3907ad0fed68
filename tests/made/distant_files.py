"""Files of proofs that lie in another deployment."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from tests.house.opinions import MARK, OTHER
from tests.suite import Suite

SERVICE, NAME, SHA = "registry", "their_home", "cd" * 32


def of_another_region(suite: Suite, project: str) -> dict[str, str]:
    """A file that a record of the other region's home names."""
    from services.registry.deployments.models import Deployment, ForeignRecord

    file = str(uuid4())
    page = f"/registry/distant-files/{NAME}/{SHA}/events/evidence/{file}"
    state = {"title": MARK, "page": "", "evidence": [{"sha256": SHA, "page": page}]}
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        home = Deployment(name=NAME, side="below", regions=[OTHER], state="paired", url=f"https://{MARK}.kz")
        session.add(home)
        session.flush()
        kept = {"deployment_id": home.id, "version": 1, "sender": "events", "region": OTHER}
        told = {"project_id": project, "state": state, "came_at": datetime.now(UTC)}
        session.add(ForeignRecord(kind="gathering", key=f"{NAME}:1", **kept, **told))
        session.commit()
    return {"deployment": NAME, "sha256": SHA, "service": "events", "file_id": file}
