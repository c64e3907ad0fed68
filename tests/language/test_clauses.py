"""A condition is one typed thing, read from JSON and written back."""

from __future__ import annotations

from decimal import Decimal

from shared.language.clauses import Clause

STATE = {
    "kind": "each_region",
    "text": "не менее 2 в каждом регионе",
    "comparator": "at_least",
    "value": 2,
    "over": ["atyrau", "turkistan"],
    "origin": "source",
}


def test_a_clause_goes_to_json_and_back_unchanged() -> None:
    assert Clause.read(STATE).state() == STATE


def test_a_clause_reads_past_what_it_does_not_know() -> None:
    assert Clause.read(STATE | {"later": 1}) == Clause.read(STATE)


def test_a_number_without_a_comparison_is_a_minimum() -> None:
    clause = Clause.read({"kind": "each_month", "value": "1.5"})
    assert (clause.asks, clause.amount) == ("at_least", Decimal("1.5"))


def test_only_a_part_of_a_total_has_a_sort() -> None:
    part = Clause.read({"kind": "part", "value": 80, "over": ["paper"]})
    assert (part.sort, part.checked, Clause.read(STATE).sort) == ("paper", False, "")
