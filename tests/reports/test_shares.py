"""Targets of regions and months: what the plan sets, else an even share that says it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.reports.figures.rules.lines import Line
from services.reports.figures.rules.shares import of_months, regional, wanted_by
from services.reports.figures.rules.verdicts import expected, verdict
from shared.language.clauses import EACH_MONTH, Clause
from shared.language.records.project import Target

TARGETS = (Target(region="a", value=Decimal(30)), Target(region="b", value=Decimal(12)))
MONTHS = (Target(month="2022-04", value=Decimal(10)), Target(month="2022-05", value=Decimal(31)))


def promise(**values: Any) -> Line:
    """An indicator of three regions, 210 in all."""
    usual = Line(
        target=Decimal(210),
        comparator="at_least",
        unit="человек",
        regions=("a", "b", "c"),
        targets=TARGETS,
        start=date(2022, 4, 1),
        due=date(2022, 5, 31),
    )
    return replace(usual, **values)


def test_region_is_judged_by_its_own_target() -> None:
    mine = regional(promise(), frozenset("a"))
    assert [mine.target, mine.share, mine.project_wide] == [30, "set", False]


def test_region_without_a_row_has_no_target_while_others_have() -> None:
    mine = regional(promise(), frozenset("c"))
    assert [mine.target, mine.share, mine.project_wide] == [None, None, False]
    assert verdict(mine, Decimal(7), [], date(2022, 5, 1)) == "no_target"


def test_a_region_is_not_judged_by_what_each_month_asks_of_the_whole_project() -> None:
    monthly = Clause(kind=EACH_MONTH, comparator="at_least", value="1", over=("2022-04", "2022-05"))
    line = promise(targets=(), target=Decimal(2), conditions=(monthly,))
    mine = regional(line, frozenset("a"))
    assert (mine.conditions, mine.target, mine.project_wide) == ((), None, True)
    assert regional(line, None).conditions == (monthly,)


def test_target_of_nothing_is_a_target() -> None:
    mine = regional(promise(targets=(Target(region="a", value=Decimal(0)),)), frozenset("a"))
    assert [mine.target, verdict(mine, Decimal(0), [], date(2022, 5, 1))] == [0, "met"]


def test_two_regions_see_the_sum_of_theirs() -> None:
    assert regional(promise(), frozenset("abc")).target == 42


def test_shares_in_per_cent_are_not_added_up() -> None:
    mine = regional(promise(unit="%"), frozenset("ab"))
    assert [mine.target, mine.project_wide] == [None, True]


def test_without_rows_the_share_is_even_and_says_so() -> None:
    mine = regional(promise(targets=()), frozenset("a"))
    assert [mine.target, mine.share] == [70, "even"]


def test_most_a_region_may_stays_the_most() -> None:
    assert regional(promise(comparator="at_most"), frozenset("a")).comparator == "at_most"


def test_range_of_the_project_is_a_least_of_the_region() -> None:
    mine = regional(promise(comparator="between", target_high=Decimal(250)), frozenset("a"))
    assert [mine.comparator, mine.target_high] == ["at_least", None]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(date(2022, 3, 31), 0), (date(2022, 4, 30), 10), (date(2022, 5, 10), 20), (date(2022, 6, 1), 41)],
)
def test_months_of_the_plan_set_the_pace(day: date, wanted: int) -> None:
    assert wanted_by(of_months(promise(targets=MONTHS)), day) == wanted


def test_months_of_the_plan_stand_before_an_even_pace() -> None:
    row = promise(targets=MONTHS)
    assert expected(row, Decimal(210), date(2022, 5, 10)) == 20


def test_months_are_the_whole_project_s() -> None:
    mine = regional(promise(targets=(*TARGETS, *MONTHS)), frozenset("a"))
    assert of_months(mine) == {}
