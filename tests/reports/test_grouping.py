"""Who of several registers is one person, by pseudonyms alone; never a guess, whatever came first."""

from __future__ import annotations

import random
from dataclasses import replace

from services.reports.identities.rules.grouping import Decided, Known, grouped

NOBODY = Decided()


def known(name: str, home: str, *pseudonyms: str, **told: object) -> Known:
    """A record of a register; who is not merged is his own root."""
    told = {"root": name, **told}
    return Known(id=name, home=home, pseudonyms=frozenset(pseudonyms), **told)  # type: ignore[arg-type]


ONE, TWO = known("a1", "a", "1:phone_name:x"), known("b1", "b", "1:phone_name:x")


def two(*names: str) -> frozenset[frozenset[str]]:
    """A decision about two."""
    return frozenset([frozenset(names)])


def test_sure_pseudonym_joins_two_registers_under_the_smaller_id() -> None:
    assert grouped([ONE, TWO], NOBODY) == {"a1": "a1", "b1": "a1"}


def test_what_only_asks_joins_nobody() -> None:
    apart = [replace(item, pseudonyms=frozenset(["1:phone_given:x", "1:name_year:y"])) for item in (ONE, TWO)]
    assert grouped(apart, NOBODY) == {"a1": "a1", "b1": "b1"}


def test_what_contradicts_is_never_joined() -> None:
    for told in ({"birth_year": 1985}, {"sex": "female"}):
        other = {"birth_year": 1986} if "birth_year" in told else {"sex": "male"}
        assert grouped([replace(ONE, **told), replace(TWO, **other)], NOBODY)["b1"] == "b1"
        assert grouped([replace(ONE, **told), TWO], NOBODY)["b1"] == "a1"


def test_phone_and_name_with_two_fathers_is_of_two_people() -> None:
    fathers = [known("a1", "a", "1:phone_name:x", "1:phone_father:s"), known("b1", "b", "1:phone_name:x")]
    assert grouped(fathers, NOBODY)["b1"] == "a1"
    fathers[1] = known("b1", "b", "1:phone_name:x", "1:phone_father:t")
    assert grouped(fathers, NOBODY)["b1"] == "b1"


def test_two_whom_one_register_tells_apart_are_not_joined_by_another() -> None:
    twins = [ONE, known("a2", "a", "1:phone_name:x"), TWO]
    assert grouped(twins, NOBODY) == {"a1": "a1", "a2": "a2", "b1": "b1"}
    answered = Decided(same=two("a1", "b1"), different=two("a2", "b1"))
    assert grouped(twins, answered) == {"a1": "a1", "a2": "a2", "b1": "a1"}


def test_two_records_of_one_register_never_join_however_alike() -> None:
    assert grouped([ONE, known("a2", "a", "1:phone_name:x")], NOBODY) == {"a1": "a1", "a2": "a2"}


def test_what_the_register_merged_comes_with_its_person() -> None:
    merged = known("a0", "a", "1:name_place:z", root="a1")
    third = known("c1", "c", "1:name_place:z")
    assert set(grouped([ONE, merged, TWO, third], NOBODY).values()) == {"a1"}
    separated = replace(merged, root="a0")
    assert grouped([ONE, separated, TWO, third], NOBODY) == {"a0": "a0", "a1": "a1", "b1": "a1", "c1": "a0"}


def test_humans_word_stands_over_pseudonyms_and_follows_a_merge() -> None:
    assert grouped([ONE, TWO], Decided(different=two("a1", "b1"))) == {"a1": "a1", "b1": "b1"}
    strangers = [known("a1", "a"), known("b1", "b", birth_year=1990)]
    assert grouped(strangers, Decided(same=two("a1", "b1"))) == {"a1": "a1", "b1": "a1"}
    moved = [known("a1", "a", root="a2"), known("a2", "a"), known("b1", "b")]
    assert set(grouped(moved, Decided(same=two("a1", "b1"))).values()) == {"a2"}


def test_home_that_has_not_heard_of_the_new_key_still_meets() -> None:
    behind = known("a1", "a", "1:phone_name:x")
    renewed = known("b1", "b", "1:phone_name:x", "2:phone_name:y")
    two_behind = known("c1", "c", "2:phone_name:y", "3:phone_name:z")
    assert set(grouped([behind, renewed], NOBODY).values()) == {"a1"}
    assert grouped([behind, two_behind], NOBODY) == {"a1": "a1", "c1": "c1"}


def test_order_of_arrival_changes_nothing() -> None:
    rolls = random.Random(7)
    people = [
        known(
            f"{home}{number}",
            home,
            f"1:phone_name:{rolls.randrange(9)}",
            f"1:name_place:{rolls.randrange(30)}",
            birth_year=rolls.choice([None, None, 1990]),
        )
        for home in "abc"
        for number in range(8)
    ]
    first = grouped(people, Decided(same=two("a1", "b2"), different=two("a3", "c3")))
    for _turn in range(20):
        rolls.shuffle(people)
        assert grouped(people, Decided(same=two("a1", "b2"), different=two("a3", "c3"))) == first
    assert len(set(first.values())) < len(people)
