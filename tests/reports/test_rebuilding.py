"""Figures are derived anew from the copies, or only compared with them."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from sqlalchemy import text

from services.reports.facts.operations import rebuilding
from services.reports.facts.operations.moved import Moved
from shared.tables import Sessions
from tests.reports.lives import attendance, deliver, differences, gathering, project, shown
from tests.suite import Suite

BROKEN = {
    "UPDATE facts SET occurred_on = occurred_on - 40 WHERE measure = 'attendance_persons'": "facts of",
    "UPDATE source_sums SET numerator = numerator + 1": "the sum of a record",
    "UPDATE tallies SET numerator = numerator + 1 WHERE records > 0": "the sum of a place and a month",
    "UPDATE sizes SET records = records + 1": "gatherings of one size",
    "DELETE FROM tallies": "the sum of a place and a month",
}


@pytest.fixture
def life(suite: Suite) -> Suite:
    """A training with two people, told to reports."""
    deliver(suite, (1, project()), (2, gathering(1)), (3, attendance(1, 1)), (4, attendance(1, 2)))
    return suite


def execute(suite: Suite, statement: str) -> None:
    """Change the database behind the service's back."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()


def known_since(suite: Suite) -> dict[tuple[str, str, str], datetime]:
    """When each fact arrived."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        rows = session.execute(text("SELECT source, measure, person_id, known_since FROM facts")).all()
    return {(source, measure, who): since for source, measure, who, since in rows}


def rebuild(suite: Suite) -> list[str]:
    """What the command does."""
    from services.reports.facts.cli import rebuild_figures

    with suite.apps["reports"].app_context():
        return rebuild_figures()


@pytest.mark.parametrize("statement", BROKEN)
def test_what_was_altered_behind_the_back_is_told(life: Suite, statement: str) -> None:
    execute(life, statement)
    assert BROKEN[statement] in "\n".join(differences(life))


@pytest.mark.parametrize("statement", BROKEN)
def test_comparing_changes_nothing(life: Suite, statement: str) -> None:
    execute(life, statement)
    before = shown(life), differences(life)
    assert (shown(life), differences(life)) == before


@pytest.mark.parametrize("statement", BROKEN)
def test_rebuilding_brings_every_figure_back(life: Suite, statement: str) -> None:
    before = shown(life)
    execute(life, statement)
    assert rebuild(life)
    assert shown(life) == before and differences(life) == []


def test_facts_of_a_record_that_is_not_here_go(life: Suite) -> None:
    execute(life, "UPDATE facts SET source = 'gathering/centre:gone' WHERE measure = 'events_held'")
    assert rebuild(life)
    assert shown(life)["held"] == {"2022-04": 1}


def test_rebuilding_keeps_since_when_a_fact_is_known(life: Suite) -> None:
    before = known_since(life)
    execute(life, "DELETE FROM tallies")
    rebuild(life)
    assert known_since(life) == before


def test_only_the_fact_that_differs_is_written_again(life: Suite) -> None:
    before = known_since(life)
    deliver(life, (9, attendance(1, 2, attended=False)), (9, gathering(1, date(2022, 4, 1))))
    assert known_since(life) == {key: since for key, since in before.items() if key[2] != "p2"}


def test_first_visit_is_the_earliest_within_the_project(life: Suite) -> None:
    deliver(life, (5, gathering(2, date(2022, 3, 1))), (6, attendance(2, 1)))
    assert shown(life)["people"] == {"2022-04": 2}


def test_records_outside_the_days_of_the_project_are_listed_and_not_counted(life: Suite) -> None:
    from services.reports.facts.queries import Window
    from services.reports.figures.queries.behind import records
    from services.reports.figures.queries.figures import get_figure, get_project

    deliver(life, (5, gathering(2, date(2022, 3, 1))), (6, attendance(2, 1)))
    with life.apps["reports"].app_context():
        figure = get_figure(get_project("life"), "came")
        behind = records(get_project("life"), figure, Window(date(2022, 12, 31)))
    assert (figure.actual, figure.outside) == (2, 1)
    assert [row["timing"] for row in behind] == ["outside", None]


def health(suite: Suite) -> dict[str, object]:
    """What the service says of itself."""
    return suite.ok("GET", "/reports/healthz")


def tonight(suite: Suite) -> None:
    """Let the night come: the comparison is queued and done."""
    from shared.queue import jobs

    with suite.apps["reports"].app_context():
        jobs.nightly(suite.apps["reports"].extensions["sqlalchemy"].session, "reports.check_figures")
    suite.settle()


def test_night_raises_an_alarm_when_figures_differ(life: Suite) -> None:
    execute(life, "DELETE FROM tallies")
    tonight(life)
    assert "figures rebuild --check" in str(health(life)["alarms"]) and health(life)["status"] == "degraded"


def test_night_without_a_difference_is_silent(life: Suite) -> None:
    tonight(life)
    assert health(life)["alarms"] == []


def test_alarm_ends_when_the_figures_are_rebuilt(life: Suite) -> None:
    execute(life, "DELETE FROM tallies")
    tonight(life)
    rebuild(life)
    life.settle()
    assert health(life)["alarms"] == []


def test_comparison_is_queued_once_a_night(life: Suite) -> None:
    tonight(life)
    tonight(life)
    with life.apps["reports"].app_context():
        session = life.apps["reports"].extensions["sqlalchemy"].session
        asked = "SELECT count(*) FROM jobs WHERE kind = 'reports.check_figures'"
        assert session.scalar(text(asked)) == 1


def test_rebuilding_may_think_for_longer_than_a_transaction_may_rest(
    life: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a million facts on a busy machine the database ended the rebuild while it compared."""
    derived, take_time = rebuilding.derive_all, rebuilding.take_time

    def impatient(session: Sessions) -> None:
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        take_time(session)

    monkeypatch.setattr(rebuilding, "take_time", impatient)
    monkeypatch.setattr(rebuilding, "derive_all", lambda session: time.sleep(0.3) or derived(session))
    assert rebuild(life) == []


def test_copies_that_came_just_now_are_counted_before_all_is_derived(
    life: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over tables nobody had counted yet a rebuild of a hundred thousand attendances took three minutes."""
    derived, told = rebuilding.derive_all, []

    def seen(session: Sessions) -> Moved:
        asked = "SELECT reltuples FROM pg_class WHERE oid = CAST('attendance_copies' AS regclass)"
        told.append(session.scalar(text(asked)))
        return derived(session)

    monkeypatch.setattr(rebuilding, "derive_all", seen)
    rebuild(life)
    assert told == [2]
