"""The figures of the house, printed by `./asar test tests/house -k figures -s`."""

from __future__ import annotations

import pytest

from tests.house.figures import Row, at_least, at_most, both_at_most, table


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The table, counted once."""
    return table()


def test_figures_of_the_house_are_told(rows: list[Row]) -> None:
    print(f"\n{'':<66} {'today':<14} wanted")
    for row in rows:
        print(f"{row.what:<66} {row.today:<14} {row.wanted}{'' if row.met else '   NOT MET: ' + row.why}")
    assert all(row.today and row.wanted for row in rows)


def test_every_figure_that_is_missed_says_why(rows: list[Row]) -> None:
    assert not [row.what for row in rows if not row.met and not row.why]


def test_table_knows_a_target_that_is_missed() -> None:
    assert not at_most("a", 2, 1).met and at_most("a", 1, 1).met
    assert not at_least("a", 89.4, 90).met and at_least("a", 90, 90).met
    assert not both_at_most("a", [1, 9], 9, 8).met and both_at_most("a", [1, 9], 9, 9).met
