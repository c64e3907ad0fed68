"""What a write costs cannot grow unnoticed: a call that is done once, with its act and what neighbours are
told, sends so many statements in one transaction and takes so many steps of Python."""

from __future__ import annotations

import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from shared.doors.bodies import Request
from shared.web.service import Plain
from tests.suite import Suite

WRITE = "/events/api/v1/gatherings"
BODY = {"activity": "4.1", "type": "training", "region": "turkistan", "mode": "offline"}
ONE = "2022-04-12"
# The key claimed, the plan's version asked, the row written, its act with the answer and the outbox.
STATEMENTS = 4
# Calls of functions, those of libraries included: the time of a write is theirs. They change with libraries.
STEPS = 5_200


@contextmanager
def heard(suite: Suite) -> Iterator[Counter[str]]:
    """How often the database of events is spoken to meanwhile."""
    found: Counter[str] = Counter()
    with suite.apps["events"].app_context():
        engine = suite.apps["events"].extensions["sqlalchemy"].engine

    names = {"before_cursor_execute": "statements", "begin": "begun", "commit": "committed"}
    listeners = {name: partial(tally, found, word) for name, word in names.items()}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield found
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


def tally(found: Counter[str], word: str, *_told: Any) -> None:
    """Count what has happened."""
    found[word] += 1


def steps(work: Callable[[], Any]) -> int:
    """How many functions a work calls in this thread."""
    found = 0

    def note(_frame: Any, what: str, _given: Any) -> None:
        nonlocal found
        found += what in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def write(suite: Suite, project: str) -> Callable[[], None]:
    """A gathering recorded under a key, and once more each time; some were recorded before."""

    def one() -> None:
        body = {**BODY, "project_id": project, "title": uuid.uuid4().hex, "starts_on": ONE}
        answer = suite.call("POST", WRITE, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        assert answer.status_code == 201

    for _ in range(10):  # until statements are prepared
        one()
    return one


def test_a_write_sends_few_statements_in_one_transaction(suite: Suite, project: str) -> None:
    one = write(suite, project)
    with heard(suite) as found:
        one()
    assert found == {"statements": STATEMENTS, "begun": 1, "committed": 1}


def test_a_write_takes_few_steps(suite: Suite, project: str) -> None:
    one = write(suite, project)
    assert min(steps(one) for _ in range(3)) <= STEPS


@pytest.mark.parametrize("lost", [(Request, "want_form_data_parsed"), (Plain, "ensure_sync")])
def test_steps_too_many_are_found(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, lost: tuple[type, str]
) -> None:
    one = write(suite, project)
    before = min(steps(one) for _ in range(3))
    monkeypatch.delattr(*lost)
    assert min(steps(one) for _ in range(3)) > before + 20


def said_to(suite: Suite, work: Callable[[], Any]) -> list[str]:
    """What the database of events is told meanwhile."""
    said: list[str] = []
    with suite.apps["events"].app_context():
        engine = suite.apps["events"].extensions["sqlalchemy"].engine
    note = lambda _connection, _cursor, statement, *_more: said.append(statement)  # noqa: E731
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return said


def test_a_list_of_people_is_written_without_asking_anything_back(suite: Suite, project: str) -> None:
    """A statement of a thousand rows asks them back: its values alone took a fifth of an import."""
    hall = suite.gathering(project, 0, evidence=())
    rows = [{"name": f"Ахметов Серик {word}", "attended": True} for word in ("Асан", "Болат", "Сакен")]
    path = f"{WRITE}/{hall}/participants"
    said = said_to(suite, lambda: suite.ok("POST", path, json={"participants": rows}))
    (made,) = [statement for statement in said if statement.startswith("INSERT INTO participants")]
    assert "RETURNING" not in made
