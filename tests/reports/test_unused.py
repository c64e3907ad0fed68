"""Gatherings that bring nothing to a figure are kept with the sums: a page and their number cost the same
however many gatherings there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from services.reports.facts.queries import Window
from tests.reports.lives import FIRST, LAST, attendance, deliver, differences, gathering, project
from tests.reports.test_rule_versions import start
from tests.suite import Suite

MANY = 120


@pytest.fixture
def life(suite: Suite) -> Suite:
    """A training with somebody there, one with nobody, one that is planned, a round table."""
    deliver(
        suite,
        (1, project()),
        (2, gathering(1)),
        (3, gathering(2, region="atyrau")),
        (4, gathering(3, status="planned")),
        (5, gathering(4, type="round_table")),
        (6, attendance(1, 1)),
    )
    return suite


def unused(
    suite: Suite, code: str, until: date = LAST, regions: frozenset[str] | None = None
) -> tuple[dict[str, str], int]:
    """What brings nothing to a figure with the reason, and the number that is told."""
    from services.reports.figures.queries.figures import get_figure, get_project
    from services.reports.figures.queries.idle import how_many, idle

    window = Window(until, regions)
    with suite.apps["reports"].app_context():
        known = get_project("life")
        figure = get_figure(known, code, window)
        rows, told = idle(known, figure, window), how_many(known, figure, window)
    return {row.key.split(":")[1]: row.reason.name for row in rows}, told


def execute(suite: Suite, statement: str) -> None:
    """Change the database behind the service's back."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()


def test_each_line_tells_what_it_does_not_count_and_how_much(life: Suite) -> None:
    kept_out = {"g3": "NOT_HELD", "g4": "ANOTHER_TYPE"}
    assert unused(life, "held") == (kept_out, 2)
    assert unused(life, "came") == ({"g2": "LACKING", **kept_out}, 3)
    assert unused(life, "people") == ({"g2": "LACKING", **kept_out}, 3)


def test_region_and_day_narrow_it(life: Suite) -> None:
    assert unused(life, "came", regions=frozenset({"atyrau"})) == ({"g2": "LACKING"}, 1)
    rows, told = unused(life, "held", until=FIRST - timedelta(1))
    assert (rows["g1"], rows["g2"], told) == ("TO_COME", "TO_COME", 4)


def test_gathering_that_brings_something_at_last_goes(life: Suite) -> None:
    deliver(life, (7, attendance(2, 1)), (8, gathering(3)))
    assert unused(life, "came") == ({"g3": "LACKING", "g4": "ANOTHER_TYPE"}, 2)
    assert unused(life, "held") == ({"g4": "ANOTHER_TYPE"}, 1)
    deliver(life, (9, gathering(2, region="turkistan", status="cancelled")))
    assert unused(life, "came")[0]["g2"] == "CANCELLED" and unused(life, "came")[1] == 3
    assert differences(life) == []


def test_what_stood_before_the_upgrade_is_looked_at_when_a_worker_starts(life: Suite) -> None:
    before = unused(life, "came")
    execute(life, "DELETE FROM unused_gatherings")
    execute(life, "DELETE FROM unused_tallies")
    deliver(life, (7, gathering(5, status="planned")))
    start(life)
    assert unused(life, "came") == ({**before[0], "g5": "NOT_HELD"}, before[1] + 1)
    assert differences(life) == []


def test_line_that_asks_for_another_measure_finds_its_own(life: Suite) -> None:
    from msgspec.structs import replace

    told = project()
    assert told.plan
    line = told.plan.sections[0].activities[0]
    asks = (replace(line.indicators[0], measure="events_held[round_table]"), *line.indicators[1:])
    section = replace(told.plan.sections[0], activities=(replace(line, indicators=asks),))
    deliver(life, (9, replace(told, plan=replace(told.plan, version=2, sections=(section,)))))
    rows, number = unused(life, "held")
    assert (set(rows), number) == ({"g1", "g2", "g3"}, 3)
    assert differences(life) == []


def test_pages_of_them_meet_and_lead_back(life: Suite) -> None:
    from services.reports.figures.queries.figures import get_figure, get_project
    from services.reports.figures.queries.idle import idle

    days = [(number, FIRST + timedelta(number % 9)) for number in range(10, MANY)]
    deliver(life, *((number, gathering(number, day, status="planned")) for number, day in days))
    window = Window(LAST)
    with life.apps["reports"].app_context():
        known = get_project("life")
        figure = get_figure(known, "came", window)
        every = [(row.day, row.key) for row in idle(known, figure, window)]
        first = [(row.day, row.key) for row in idle(known, figure, window, limit=50)]
        second = [(row.day, row.key) for row in idle(known, figure, window, first[-1], 50)]
        back = [(row.day, row.key) for row in idle(known, figure, window, None, 50, second[0])]
    assert (every[:50], every[50:100], back) == (first, second, first)
    assert len(every) == MANY - 10 + 3
