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
    assert "не помнит части" in page
    home.taken(home.wire(10, came(project, 1, 4)))
    assert people(suite, project) == 3


def test_backup_is_seen_though_the_home_wrote_more_than_it_lost_before_it_had_a_line(
    suite: Suite, project: str, home: Home
) -> None:
    """Its versions had grown past those the centre knew: what was lost counted on, and once more when it
    was entered again."""
    backup = told(home, 0, {}, home.wire(3, training(suite, project)), home.wire(4, came(project, 1, 1)))
    latest = told(home, backup, {"events": 4}, home.wire(5, came(project, 1, 2)))
    told(home, latest, {"events": 5}, home.wire(6, came(project, 1, 3)))
    assert people(suite, project) == 3
    anew = [home.wire(5 + number, came(project, 1, 10 + number)) for number in range(4)]
    held = home.taken(*anew, turn=backup, taken={"events": 4})
    assert held["whole"]["code"] == "deployment_versions_backwards"
    admin, here = suite.browser("admin"), f"{PAGE}/{row_of(suite)}"
    assert "не помнит части" in admin.get(here).get_data(as_text=True)
    assert admin.post(f"{here}/restored", {}, page=here).status_code == 302
    assert people(suite, project) == 1
    answer = home.taken(turn=backup, taken={"events": 4})
    assert answer["above"]["events"] == 6
    told(home, answer["turn"], {"events": 8}, *[{**one, "version": 20 + at} for at, one in enumerate(anew)])
    assert people(suite, project) == 5


def told(home: Home, turn: int, taken: dict[str, int], *records: dict[str, Any]) -> int:
    """The number of the answer to a call by which a home tells records."""
    answer = home.taken(*records, turn=turn, taken=taken)
    assert not answer.get("whole") and not answer["refused"]
    return int(answer["turn"])


def test_home_whose_answers_are_lost_again_and_again_is_asked_nothing(
    suite: Suite, project: str, home: Home
) -> None:
    first = told(home, 0, {}, home.wire(3, training(suite, project)))
    for number in range(4, 8):
        assert told(home, first, {"events": 3}, home.wire(number, came(project, 1, number))) == first + 1
    assert people(suite, project) == 4


def test_home_paired_anew_is_counted_anew(suite: Suite, project: str, home: Home) -> None:
    turn = 0
    for number in range(3, 8):
        turn = told(home, turn, {}, home.wire(number, training(suite, project)))
    admin, row = suite.browser("admin"), row_of(suite)
    assert admin.post(f"{PAGE}/{row}/end", {}, page=f"{PAGE}/{row}").status_code == 302
    again = Home(suite, highest={"events": 7}).pair()
    assert told(again, 0, {}, again.wire(8, training(suite, project))) == 1


def test_home_calls_by_the_number_of_the_last_answer_it_heard(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int | None] = []

    def answer(_above: Any, _path: str, pulse: Pulse, **_more: Any) -> wire.Reply:
        heard.append(pulse.turn)
        if len(heard) == 2:
            raise wire.NoLine
        return wire.Reply(200, msgspec.json.encode(Heard(version=VERSION, turn=len(heard) * 10)), "")

    monkeypatch.setattr(wire, "ask", answer)
    with at_home(suite, MINE):
        for name in ("g1", "g2", "g3"):
            waiting(suite, name)
            go_up(suite)
    assert heard == [0, 10, 10]


def test_all_that_waits_goes_as_soon_as_one_call_gets_through(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each record waited for a minute of its own, while others came in between: five minutes after the
    line was back."""
    heard: list[list[str]] = []

    def answer(_above: Any, _path: str, pulse: Pulse, **_more: Any) -> wire.Reply:
        heard.append([each.key for each in pulse.records])
        if len(heard) == 1:
            raise wire.NoLine
        return wire.Reply(200, msgspec.json.encode(Heard(version=VERSION)), "")

    monkeypatch.setattr(wire, "ask", answer)
    with at_home(suite, MINE):
        waiting(suite, "g1")
        go_up(suite)
        with suite.apps["registry"].app_context():
            session = suite.apps["registry"].extensions["sqlalchemy"].session
            session.execute(text("UPDATE upwards SET due_at = now() + interval '5 minutes'"))
            session.commit()
        waiting(suite, "g2")
        go_up(suite)
        go_up(suite)
    assert heard == [["g1"], ["g2"], ["g1"]]


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
