"""Whatever happens, in whatever order it is heard of: figures equal an independent sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.reports.facts.operations import people
from tests.reports.lives import (
    Life,
    attendance,
    deliver,
    differences,
    gathering,
    person,
    project,
    shown,
)
from tests.suite import Suite

DAYS = [date(2022, 3, 31), date(2022, 4, 1), date(2022, 5, 2), date(2022, 5, 31), date(2022, 12, 1)]
GATHERINGS = st.builds(
    lambda number, day, region, status: gathering(number, day, region=region, status=status),
    st.integers(0, 3),
    st.sampled_from(DAYS),
    st.sampled_from(["turkistan", "atyrau"]),
    st.sampled_from(["held", "held", "planned", "cancelled"]),
)
ATTENDANCES = st.builds(attendance, st.integers(0, 3), st.integers(0, 5), st.booleans())
PEOPLE = st.builds(person, st.integers(3, 5), st.none() | st.integers(0, 2))
TOLD = st.lists(st.one_of(GATHERINGS, ATTENDANCES, ATTENDANCES, PEOPLE), min_size=10, max_size=40)


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[int, Any]]:
    """Records with their versions; some are heard twice, and none in the order in which it happened."""
    told = list(enumerate([project(), *draw(TOLD)], start=1))
    return draw(st.permutations(told + draw(st.lists(st.sampled_from(told), max_size=10))))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(told=lives(), size=st.integers(1, 12))
def test_figures_equal_an_independent_sum_after_a_random_life(
    suite: Suite, told: list[tuple[int, Any]], size: int
) -> None:
    suite.put()
    for start in range(0, len(told), size):
        deliver(suite, *told[start : start + size])
    assert shown(suite) == Life.of(told).figures()
    assert differences(suite) == []


def test_without_sums_that_follow_the_facts_figures_differ(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, Any]] = [(1, project()), (2, gathering(1)), (3, attendance(1, 1))]
    deliver(suite, *told)
    monkeypatch.setattr(people, "tally", lambda session, moved: None)
    deliver(suite, (4, attendance(1, 2)))
    assert shown(suite) != Life.of([*told, (4, attendance(1, 2))]).figures()
    assert differences(suite)
