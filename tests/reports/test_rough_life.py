"""A rebuild killed in the middle, batches twice and backwards, a plan that changes while its facts arrive."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import msgspec
import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from services.reports.facts import inbox
from shared.language.records.project import Project
from shared.language.records.record import Record
from tests.reports.lives import Life, attendance, deliver, differences, gathering, project, shown
from tests.reports.test_rebuilding import execute, rebuild
from tests.suite import Suite

TOLD: list[tuple[int, Record]] = [
    (1, project()),
    *((2 + number, gathering(number, date(2022, 4, 1 + number))) for number in range(3)),
    *((10 + number, attendance(number % 3, number % 4)) for number in range(12)),
]


@contextmanager
def held(suite: Suite) -> Iterator[psycopg.Connection[tuple[str, ...]]]:
    """Another connection that keeps the tallies to itself, so that whoever writes them stops there."""
    url = suite.env["ASAR_REPORTS_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE tallies IN EXCLUSIVE MODE")
        yield connection


def kill_who_waits(connection: psycopg.Connection[tuple[str, ...]]) -> bool:
    """End the connection of whoever waits for the tallies, once somebody does."""
    for _turn in range(100):
        waiting = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks "
            "WHERE NOT granted AND relation = 'tallies'::regclass"
        ).fetchall()
        if waiting:
            return True
        time.sleep(0.05)
    return False


def test_rebuild_killed_in_the_middle_leaves_everything_as_it_was(suite: Suite) -> None:
    deliver(suite, *TOLD)
    execute(suite, "UPDATE tallies SET numerator = numerator + 1 WHERE records > 0")
    execute(suite, "UPDATE facts SET numerator = 3 WHERE measure = 'attendance_persons'")
    before, died = shown(suite), []

    def work() -> None:
        try:
            rebuild(suite)
        except OperationalError as error:
            died.append(error)

    thread = threading.Thread(target=work)
    with held(suite) as connection:
        thread.start()
        assert kill_who_waits(connection)
        thread.join(10)
    assert died and shown(suite) == before
    assert rebuild(suite)
    assert shown(suite) == Life.of(TOLD).figures() and differences(suite) == []


@pytest.mark.parametrize("size", [1, 5, 16])
def test_batches_twice_and_backwards_end_the_same(suite: Suite, size: int) -> None:
    parts = [TOLD[start : start + size] for start in range(0, len(TOLD), size)]
    for part in [*reversed(parts), *parts, *reversed(parts)]:
        deliver(suite, *part)
    assert shown(suite) == Life.of(TOLD).figures() and differences(suite) == []


def second_plan(version: int, opens: date) -> Project:
    """The project with another first day and one more line that counts people once."""
    plain = project()
    section = plain.plan.sections[0]
    line = section.activities[0]
    more = msgspec.structs.replace(line.indicators[2], id="twice", code="twice", evidence_kinds=("photo",))
    other = msgspec.structs.replace(line, id="other", code="1.2", indicators=(more,))
    section = msgspec.structs.replace(section, activities=(line, other))
    plan = msgspec.structs.replace(plain.plan, version=version, sections=(section,))
    return msgspec.structs.replace(plain, period_from=opens, plan=plan)


def test_plan_changes_while_its_facts_arrive(suite: Suite) -> None:
    deliver(suite, *TOLD[:4])
    failed: list[BaseException] = []

    def tell(*told: tuple[int, Record]) -> None:
        try:
            for one in told:
                deliver(suite, one)
        except BaseException as error:
            failed.append(error)

    versions = [(100 + n, second_plan(n, date(2022, 4, 1 + n % 3))) for n in range(2, 12)]
    threads = [threading.Thread(target=tell, args=told) for told in (TOLD[4:], versions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed and differences(suite) == []
    last = versions[-1][1].period_from
    came = {day: n for day, n in Life.of(TOLD).figures()["came"].items() if last and day >= "2022-04"}
    assert sum(shown(suite)["came"].values()) <= sum(came.values())


def test_people_are_found_again_when_the_days_of_a_plan_change(suite: Suite) -> None:
    deliver(suite, *TOLD)
    deliver(suite, (100, second_plan(2, date(2022, 4, 2))))
    assert sum(shown(suite)["people"].values()) == 4 and differences(suite) == []


def test_without_following_the_plan_people_are_counted_by_its_old_days(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.reports.facts.operations.moved import Moved

    monkeypatch.setattr(inbox, "follow_plan", lambda session, changed, before=None: Moved())
    deliver(suite, *TOLD)
    deliver(suite, (100, second_plan(2, date(2022, 4, 2))))
    assert differences(suite)
