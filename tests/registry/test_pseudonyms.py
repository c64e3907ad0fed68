"""By what a person of one register is known in another: whoever matching takes for one meets, nobody's name
can be read, and what is not known makes no pseudonym."""

from __future__ import annotations

import pytest

from services.registry.people.rules.pseudonyms import pseudonyms
from services.registry.people.rules.sameness import PersonFacts, score
from shared.language.pseudonyms import NAME_PLACE, NAME_YEAR, PHONE_FATHER, PHONE_GIVEN, PHONE_NAME, kind_of

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
PHONE = "+77000000001"
FULL = PersonFacts("a", "Ахметова Айгүл Серікқызы", "female", 1985, "с. Шелек", "turkistan", PHONE)


def met(one: PersonFacts, other: PersonFacts) -> set[str]:
    """The kinds of pseudonyms two people share."""
    shared = set(pseudonyms(one, 1, KEY)) & set(pseudonyms(other, 1, KEY))
    return {kind_of(said) for said in shared}


@pytest.mark.parametrize("name", ["Ахметова Айгуль Сериковна", "Айгуль Сериковна Ахметова", "АХМЕТОВА Айгүл"])
def test_one_person_in_another_spelling_and_village_meets_by_the_phone(name: str) -> None:
    other = FULL._replace(name=name, settlement="Кентау", region="atyrau", birth_year=None)
    assert {PHONE_NAME, PHONE_GIVEN} <= met(FULL, other)
    assert score(FULL, other._replace(region="turkistan")).verdict == "same"


def test_one_village_is_one_only_within_its_region() -> None:
    here = FULL._replace(phone=None)
    assert met(here, here._replace(settlement="Шелек", name="Ахметова Айгуль Сериковна")) == {
        NAME_YEAR,
        NAME_PLACE,
    }
    assert met(here, here._replace(region="atyrau")) == {NAME_YEAR}


def test_sisters_with_one_phone_never_meet() -> None:
    assert met(FULL, FULL._replace(name="Ахметова Марина Серікқызы", birth_year=1990)) == set()


def test_wife_under_her_new_name_meets_only_by_what_asks() -> None:
    assert met(FULL, FULL._replace(name="Иванова Айгуль Сериковна")) == {PHONE_GIVEN}


def test_other_fathers_name_is_told_apart_from_the_same_phone_and_name() -> None:
    other = FULL._replace(name="Ахметова Айгүл Болатқызы", birth_year=None)
    assert met(FULL, other) == {PHONE_NAME, PHONE_GIVEN}
    kinds = [kind_of(said) for said in pseudonyms(other, 1, KEY)]
    assert PHONE_FATHER in kinds


@pytest.mark.parametrize(
    "known",
    [
        PersonFacts("a", "Ахметова А. С.", birth_year=1985, settlement="Шелек", region="turkistan"),
        PersonFacts("a", "Айгүл Серікқызы", birth_year=1985, settlement="Шелек", region="turkistan"),
        PersonFacts("a", "Ахметова Айгүл Серікқызы", settlement="Шелек", region="turkistan"),
        PersonFacts("a", "Ахметова Айгүл", birth_year=1985, settlement="Шелек", region="turkistan"),
    ],
)
def test_what_is_not_known_makes_no_pseudonym(known: PersonFacts) -> None:
    assert pseudonyms(known, 1, KEY) == ()


def test_under_another_key_nobody_meets_and_nothing_can_be_read() -> None:
    told = pseudonyms(FULL, 1, KEY)
    assert not set(told) & set(pseudonyms(FULL, 1, OTHER_KEY))
    assert len(told) == 5
    assert all(len(said.split(":")[2]) == 64 for said in told)
    assert not any(part in "".join(told) for part in ("ахмет", "7000000", "1985"))
