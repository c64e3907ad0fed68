"""Attendance as marks: who attended follows from all of them, and old lists keep what they said."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import text

from services.events.participants.models import Participant
from services.events.participants.operations.attendance import Marker, mark
from shared.doors.transaction import carry_out
from tests.events.forms import recorded
from tests.migrations import older
from tests.suite import Browser, Suite


def on_list(suite: Suite, gathering: str, **row: Any) -> str:
    """The id of a line entered through the API."""
    rows = {"participants": [{"name": "Оспанов Тимур", "attended": True, **row}]}
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json=rows)
    return suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")[0]["id"]


def marks_of(suite: Suite) -> list[tuple[Any, ...]]:
    """Every mark: checkpoint, present, source."""
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        rows = session.execute(text("SELECT checkpoint, present, source, marked_by <> '' FROM marks"))
        return [tuple(row) for row in rows]


def test_a_line_and_each_correction_leave_one_mark_of_the_whole(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    line = on_list(suite, gathering, attended=False)
    first = marks_of(suite)
    lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": line, "present": line})
    assert (first, marks_of(suite)) == ([("whole", False, "api", True)], [("whole", True, "list", True)])


@pytest.mark.parametrize(
    ("days", "attended"), [((True, False), True), ((False, True), True), ((False, False), False)]
)
def test_present_at_any_checkpoint_is_attended(
    suite: Suite, lead: Browser, project: str, days: tuple[bool, bool], attended: bool
) -> None:
    line_id = on_list(suite, recorded(lead, project), attended=False)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        line = session.get_one(Participant, uuid.UUID(line_id))
        for day, present in zip(("2022-05-20", "2022-05-21"), days, strict=True):
            mark({line: present}, Marker("check_in", "me"), day)
        assert line.attended is attended


def test_whoever_is_taken_off_leaves_no_mark(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    line = on_list(suite, gathering)
    lead.post(f"/events/gatherings/{gathering}/participants/{line}/removal", {})
    suite.settle()
    assert marks_of(suite) == [] and suite.figure(project, "4.1.3")["actual"] == 0


def test_old_lists_keep_what_they_said_and_old_gatherings_keep_counting(suite: Suite) -> None:
    project, full, empty, came, absent = sorted(uuid.uuid4() for _one in range(5))
    with older(suite.env, "events", "0008") as tables:
        for gathering in (full, empty):
            tables.rows(
                "INSERT INTO gatherings (id, project_id, activity_id, type, title, region, starts_on, mode, "
                "status, created_by) VALUES (%s, %s, 'a', 'training', 'Т', 'abai', '2022-04-12', 'offline', "
                "'held', 'me')",
                gathering,
                project,
            )
        for line, attended in ((came, True), (absent, False)):
            tables.add(
                "participants",
                id=line,
                gathering_id=full,
                person_id=uuid.uuid4(),
                name="Оспанов",
                attended=attended,
            )
        tables.move("upgrade", "0010")
        marks = tables.rows("SELECT participant_id, checkpoint, present, source FROM marks ORDER BY 1")
        reasons = tables.rows("SELECT id, nobody_reason IS NOT NULL FROM gatherings ORDER BY id")
        assert marks == [(came, "whole", True, "before"), (absent, "whole", False, "before")]
        assert reasons == [(full, False), (empty, True)]
        tables.move("downgrade", "0008")
        assert tables.rows("SELECT attended FROM participants ORDER BY id") == [(True,), (False,)]


def corrected(suite: Suite, lead: Browser, project: str) -> tuple[str, str]:
    """A gathering and its line that is marked as absent after it was entered as present."""
    gathering = recorded(lead, project)
    line = on_list(suite, gathering)
    lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": line})
    return gathering, line


def test_history_says_which_mark_changed(suite: Suite, lead: Browser, project: str) -> None:
    gathering, _line = corrected(suite, lead, project)
    history = lead.get(f"/events/gatherings/{gathering}").get_data(as_text=True).split('id="history"')[1]
    assert "Отметка о присутствии: весь список; Присутствие: да → нет" in history


def test_history_says_of_which_day_a_mark_changed(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    line_id = on_list(suite, gathering)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        for present in (True, False):
            line = session.get_one(Participant, uuid.UUID(line_id))
            carry_out(mark, {line: present}, Marker("check_in", "me"), "2022-05-20")
    history = lead.get(f"/events/gatherings/{gathering}").get_data(as_text=True).split('id="history"')[1]
    assert "Отметка о присутствии: 20.05.2022; Присутствие: да → нет" in history
    assert "+ Отметка о присутствии: 20.05.2022" in history


def test_history_says_which_days_a_mark_of_the_whole_took_away(
    suite: Suite, lead: Browser, project: str
) -> None:
    line_id = on_list(suite, gathering := recorded(lead, project))
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        line = session.get_one(Participant, uuid.UUID(line_id))
        carry_out(mark, {line: True}, Marker("check_in", "me"), "2022-05-20")
    lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": line_id})
    history = lead.get(f"/events/gatherings/{gathering}").get_data(as_text=True).split('id="history"')[1]
    assert "− Отметка о присутствии: 20.05.2022" in history
