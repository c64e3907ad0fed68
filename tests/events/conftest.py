"""A project with its approved plan and a signed-in lead, for every test of events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from services.events.projects.queries import projects
from shared.language.records import state
from shared.queue.receiving import Envelope
from tests.suite import NOTHING, Browser, Known, Suite

TOLD = ("events", "reports")


@dataclass
class Published:
    """The record of the approved plan, as the registry published it once, and what its neighbours made of it
    over empty tables."""

    record: dict[str, Any] = field(default_factory=dict)
    known: Known = NOTHING

    def tell(self, suite: Suite) -> None:
        """Tell the neighbours of the plan, as the registry would, and keep what they alone made of it."""
        tables = {service: suite.tables(service) for service in TOLD}
        alone = not any(table.is_filled() for table in tables.values())
        for service in TOLD:
            with suite.apps[service].app_context():
                session = suite.apps[service].extensions["sqlalchemy"].session
                suite.apps[service].extensions["inbox"]["project"](session, [Envelope(self.record)])
                session.commit()
        if alone:
            rows = {service: table.keep() for service, table in tables.items()}
            self.known = Known(self.record["state"]["id"], rows)


@pytest.fixture(scope="session")
def published() -> Published:
    """What is known of the plan after the first test that has it."""
    return Published()


@pytest.fixture
def beginning(request: pytest.FixtureRequest, published: Published) -> Known:
    """What the tables hold when a test begins: what the neighbours made of the plan where it asks for the
    project, else nothing."""
    return published.known if "project" in request.fixturenames else NOTHING


@pytest.fixture
def project(suite: Suite, published: Published) -> str:
    """The id of a project with the real, approved plan;
    after the first time its neighbours know it without reading Word again."""
    if published.record:
        if suite.stands is NOTHING:
            published.tell(suite)
        return str(published.record["state"]["id"])
    project_id = suite.approved_project()
    with suite.apps["events"].app_context():
        known = state(projects.get(project_id))
    published.record = {"kind": "project", "key": f"centre:{project_id}", "version": 1, "state": known}
    return project_id


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead in a browser."""
    return suite.browser("project_lead")
