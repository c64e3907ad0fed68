"""The figures of the house, printed by `./asar test tests/house -k figures -s`."""

from __future__ import annotations

from tests.house.figures import table


def test_figures_of_the_house_are_told() -> None:
    rows = table()
    print()
    for what, today, wanted in [("", "today", "wanted"), *rows]:
        print(f"{what:<70} {today:<28} {wanted}")
    assert all(today for _, today, _ in rows)
