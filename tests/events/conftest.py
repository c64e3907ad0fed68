"""A project with its approved plan and a signed-in lead, for every test of events."""

from __future__ import annotations

from typing import Any

import pytest

from services.events.projects.queries import projects
from shared.language.records import state
from shared.queue.receiving import Envelope
from tests.suite import Browser, Suite


@pytest.fixture(scope="session")
def told() -> dict[str, Any]:
    """The record of the approved plan, as the registry published it once."""
    return {}


@pytest.fixture
def project(suite: Suite, told: dict[str, Any]) -> str:
    """The id of a project with the real, approved plan;
    after the first time its neighbours are told without reading Word again."""
    if not told:
        project_id = suite.approved_project()
        with suite.apps["events"].app_context():
            told |= {"kind": "project", "key": f"centre:{project_id}", "version": 1}
            told["state"] = state(projects.get(project_id))
        return project_id
    for service in ("events", "reports"):
        with suite.apps[service].app_context():
            session = suite.apps[service].extensions["sqlalchemy"].session
            suite.apps[service].extensions["inbox"]["project"](session, [Envelope(told)])
            session.commit()
    return told["state"]["id"]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead in a browser."""
    return suite.browser("project_lead")
