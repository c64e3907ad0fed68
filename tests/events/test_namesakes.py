"""Lines of one list that may be of one person: as when each is compared with each, and at once."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from services.events.participants.reader.namesakes import Namesakes

Row = dict[str, Any]
MANY = 20_000


def may_be_one(left: Row, right: Row) -> bool:
    """Whether neither year nor phone says that two namesakes are two people."""
    told = ((left[field], right[field]) for field in ("birth_year", "phone"))
    return all(not one or not other or one == other for one, other in told)


def compared(rows: list[Row]) -> list[int | None]:
    """For each line of one name the number of the person above it that it may be of, each tried in turn."""
    people: list[Row] = []
    found: list[int | None] = []
    for row in rows:
        above = next((person for person in people if may_be_one(person, row)), None)
        found.append(above and above["row"])
        if above is None:
            people.append(row)
    return found


def line(number: int, year: int | None, phone: str | None) -> Row:
    """A line of one name."""
    return {"row": number, "name": "Ким Анна", "birth_year": year, "phone": phone}


@pytest.mark.parametrize("seed", range(50))
def test_each_line_goes_to_the_first_it_may_be_of(seed: int) -> None:
    chance = Random(seed)
    years, phones = (None, 1990, 1991, 1992), (None, "1", "2", "3")
    rows = [line(number, chance.choice(years), chance.choice(phones)) for number in range(1, 61)]
    namesakes = Namesakes()
    taken = [namesakes.take(row) for row in rows]
    assert [above and above["row"] for above in taken] == compared(rows)


def test_words_in_another_order_or_script_are_the_same_name() -> None:
    namesakes = Namesakes()
    first = line(1, None, None)
    namesakes.take(first)
    assert namesakes.take(line(2, None, None) | {"name": "анна КИМ"}) is first
    assert namesakes.take(line(3, None, None) | {"name": "Ким, Aннa"}) is first
    assert [[row["row"] for row in rows] for rows in namesakes.repeated()] == [[1, 2, 3]]


def test_thousands_of_one_name_are_as_many_people() -> None:
    namesakes = Namesakes()
    assert not any(namesakes.take(line(number, None, str(number))) for number in range(MANY))
    assert not list(namesakes.repeated())
