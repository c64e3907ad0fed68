"""A home whose clock is off, and a second machine of its name and key: said in words, nothing lost or
doubled."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from services.registry.deployments.operations import wire
from services.registry.deployments.operations.admission import ClockOff
from services.registry.deployments.schemas import Heard, Pulse
from shared.language.version import VERSION
from tests.registry.homes import PAGE, Home, row_of
from tests.registry.region_home import at_home
from tests.registry.test_deployments import came, people, training
from tests.registry.test_deployments import home as home
from tests.registry.test_untaken import MINE, go_up, waiting
from tests.suite import Suite


def test_second_machine_of_one_name_and_key_is_seen_and_doubles_nothing(
    suite: Suite, project: str, home: Home
) -> None:
    home.taken(home.wire(3, training(suite, project)), home.wire(4, came(project, 1, 1)))
    home.taken(home.wire(9, came(project, 1, 2)))
    copied = Home(suite, private=home.private, highest={"events": 4})  # a copy of the disk, started elsewhere
    told = copied.pulse(copied.wire(5, came(project, 1, 3))).get_json()
    assert told["whole"]["code"] == "deployment_versions_backwards"
    assert people(suite, project) == 2
    page = suite.browser("admin").get(f"{PAGE}/{row_of(suite)}").get_data(as_text=True)
    assert "идут назад" in page
    home.taken(home.wire(10, came(project, 1, 4)))
    assert people(suite, project) == 3


def test_a_clock_two_hours_off_is_said_in_words_and_what_waits_goes_once_it_is_set(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[list[str]] = []

    def answer(_above: Any, _path: str, pulse: Pulse, **_more: Any) -> wire.Reply:
        sent.append(sorted(each.key for each in pulse.records))
        if len(sent) == 1:
            raise ClockOff(seconds=7200, detail={"seconds": 7200})
        return wire.Reply(200, msgspec.json.encode(Heard(version=VERSION)), "")

    monkeypatch.setattr(wire, "ask", answer)
    with at_home(suite, MINE):
        waiting(suite, "g1", "g2")
        go_up(suite)
        said = suite.browser("admin").get("/registry/deployments").get_data(as_text=True)
        assert "7200" in said and "спешат на 2 часа" in said and still_waiting(suite) == 2
        with suite.apps["registry"].app_context():
            session = suite.apps["registry"].extensions["sqlalchemy"].session
            session.execute(text("UPDATE upwards SET due_at = now()"))
            session.commit()
        go_up(suite)
        go_up(suite)
    assert sent[:2] == [["g1", "g2"]] * 2 and still_waiting(suite) == 0
    assert not any(sent[2:])  # each once


def still_waiting(suite: Suite) -> int:
    """How many records wait for the centre."""
    found = suite.tables("registry").connection.execute("SELECT count(*) FROM upwards").fetchone()
    assert found
    return int(found[0])
