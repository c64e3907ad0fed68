"""A lone new row is written without the unit of work, and is then what it would be with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm.unitofwork import UOWTransaction

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.grants.directions.models import Direction
from shared.acts.changes import collected
from shared.flushing import Plainly, is_plain, row_of, values_of
from tests.suite import Suite

OWN = {"id", "created_at"}


@pytest.fixture
def session(suite: Suite) -> Iterator[Any]:
    """The session of events; nothing of it lasts."""
    with suite.apps["events"].app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def no_unit_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever needs it fails."""

    def refuse(_self: UOWTransaction) -> None:
        raise AssertionError("the unit of work")

    monkeypatch.setattr(UOWTransaction, "execute", refuse)


def gathering(**said: Any) -> Gathering:
    """A new one."""
    place = {"project_id": uuid.UUID(int=1), "activity_id": "a", "region": "turkistan", "mode": "offline"}
    return Gathering(**{**place, "type": "training", "title": "One", "starts_on": date(2022, 4, 12), **said})


def written(session: Any, row: Any) -> dict[str, Any]:
    """What stands in the database of a row, but its own id and time."""
    session.add(row)
    session.flush()
    table = type(row).__table__
    found = session.connection().execute(select(table).where(table.c.id == row.id)).mappings().one()
    return {name: value for name, value in found.items() if name not in OWN}


def test_a_lone_row_needs_no_unit_of_work_and_acts_hear_of_it(session: Any, no_unit_of_work: None) -> None:
    row = gathering(settlement="Кентау")
    session.add(row)
    session.flush()
    assert inspect(row).persistent and session.get(Gathering, row.id) is row
    assert collected(session).rows["gatherings", str(row.id)].fields["settlement"] == (None, "Кентау")
    assert row.status == "planned" and row.created_at and row.extra == {} and not session.dirty


def test_what_a_listener_asks_writes_the_row_no_second_time(session: Any, no_unit_of_work: None) -> None:
    def ask(asking: Any, _context: Any) -> None:
        asking.scalar(select(func.count()).select_from(Gathering))

    event.listen(session, "after_flush", ask)
    try:
        session.add(gathering())
        session.flush()
    finally:
        event.remove(session, "after_flush", ask)


def test_two_rows_or_a_changed_one_need_it(session: Any, no_unit_of_work: None) -> None:
    row = gathering()
    session.add(row)
    session.flush()
    row.title = "Two"
    with pytest.raises(AssertionError, match="unit of work"):
        session.flush()
    session.rollback()
    session.add_all([gathering(), gathering()])
    with pytest.raises(AssertionError, match="unit of work"):
        session.flush()


@pytest.mark.parametrize("said", [{}, {"extra": {"a.b": 1}, "cancel_reason": None}, {"listed": None}])
def test_a_row_is_the_same_either_way(
    session: Any, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    ours = written(session, gathering(**said))
    monkeypatch.delattr(Plainly, "flush")
    assert ours == written(session, gathering(**said))


def test_what_the_database_gives_is_asked_back_with_the_row(session: Any, no_unit_of_work: None) -> None:
    row = Job(kind="events.nothing", input={})
    session.add(row)
    session.flush()
    assert "created_at" in inspect(row).dict and row.state == "queued"


def test_a_row_of_a_savepoint_that_was_rolled_back_is_new_again(session: Any) -> None:
    row, savepoint = gathering(), session.begin_nested()
    session.add(row)
    session.flush()
    savepoint.rollback()
    assert inspect(row).transient and not collected(session).rows
    session.add(row)
    session.flush()
    assert inspect(row).persistent


def test_what_the_database_works_out_or_hangs_on_a_row_goes_the_long_way(session: Any) -> None:
    row = gathering(title=func.upper("one"))
    assert values_of(inspect(row)) is None and not is_plain(inspect(Direction))
    session.add(row)
    session.flush()
    assert row.title == "ONE"


def test_a_row_of_a_list_stands_as_one_that_was_declared(session: Any) -> None:
    said = vars(gathering(settlement="Кентау")).copy()
    said.pop("_sa_instance_state")
    session.add(made := row_of(Gathering, said | {"id": uuid.uuid4()}))
    assert made in session.new and inspect(made).pending
    assert written(session, made) == written(session, gathering(settlement="Кентау"))
    made.settlement = "Шелек"
    assert inspect(made).attrs.settlement.history.deleted == ["Кентау"]
    session.flush()
    assert session.scalar(select(Gathering.settlement).where(Gathering.id == made.id)) == "Шелек"
