"""The demo's stage: what a busy neighbour did not take at once is taken before the story goes on."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.demo import stage as staging
from deploy.demo.stage import Stage
from deploy.trouble import Trouble
from shared.peers import NeighbourDown, Peers
from shared.queue.waiting import status
from tests.suite import Suite


@pytest.fixture
def stage(suite: Suite) -> Stage:
    """A stage over the apps of the tests."""
    found = Stage.__new__(Stage)
    found.apps = suite.apps
    return found


def busy(monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """A neighbour that is too busy for its first calls; who was called."""
    called: list[str] = []
    send = Peers._send

    def late(self: Peers, service: str, *more: Any) -> Any:
        called.append(service)
        if len(called) <= times:
            raise NeighbourDown(detail={"service": service})
        return send(self, service, *more)

    monkeypatch.setattr(Peers, "_send", late)
    return called


def test_what_a_busy_neighbour_did_not_take_comes_before_the_story_goes_on(
    suite: Suite, project: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 3, evidence=())
    called = busy(monkeypatch, 1)
    stage.deliver("events")
    assert len(called) > 1 and not status(suite.apps["events"])
    assert suite.figure(project, "4.1.3")["actual"] == 3


def test_the_story_ends_where_nobody_takes_its_records(
    suite: Suite, project: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 3, evidence=())
    busy(monkeypatch, 1_000_000)
    monkeypatch.setattr(staging, "PATIENCE", 0.5)
    with pytest.raises(Trouble, match="records of events"):
        stage.deliver("events")
    suite.apps["events"].extensions["peers"].breakers.clear()
