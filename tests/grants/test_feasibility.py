"""Is the promised number of grants possible? The plan's own arithmetic (14 at 500 000,
16 with three in two regions)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from services.grants.contests.rules.feasibility import feasibility

LIMIT = Decimal(500000)
SEVEN = {f"r{number}": Decimal(1000000) for number in range(7)}


def test_two_of_half_a_million_a_region_make_fourteen() -> None:
    judged = feasibility(16, 0, SEVEN, LIMIT)
    assert (judged.code, judged.full, judged.needed) == ("tight", 14, 16)


def test_two_regions_must_fund_three() -> None:
    judged = feasibility(16, 0, SEVEN, LIMIT)
    assert list(judged.crowded.values()) == [(3, Decimal(333333)), (3, Decimal(333333))]


def test_fourteen_are_possible_outright() -> None:
    assert feasibility(14, 0, SEVEN, LIMIT).code == "possible"


def test_promise_is_reached_with_awards() -> None:
    assert feasibility(16, 17, SEVEN, LIMIT).code == "reached"


def test_without_money_it_is_impossible() -> None:
    assert feasibility(16, 15, dict.fromkeys(SEVEN, Decimal("0.50")), LIMIT).code == "impossible"


@settings(deadline=None)  # judged by its answer, not by how busy the machine is
@given(some.integers(0, 40), some.lists(some.integers(0, 2000000), min_size=1, max_size=8))
def test_advice_never_exceeds_what_is_left(promised: int, funds: list[int]) -> None:
    left = {f"r{number}": Decimal(amount) for number, amount in enumerate(funds)}
    judged = feasibility(promised, 0, left, LIMIT)
    assert all(
        count * each <= left[region] and each < LIMIT for region, (count, each) in judged.crowded.items()
    )
