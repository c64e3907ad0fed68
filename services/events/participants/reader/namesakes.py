"""Lines of one list that may be of one person: the same name, and neither year nor phone says otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

from services.events.participants.reader.cells import TWINS

Row = dict[str, Any]
Mark = tuple[Any, ...]
TELLING = ("birth_year", "phone")
ANY = "*"  # whatever stands there, or nothing


class Namesakes:
    """The lines of a list so far, those of one person together. A line is compared with the first of each
    person: at one glance, for a list may hold thousands of one name."""

    def __init__(self) -> None:
        self._people: list[list[Row]] = []
        self._first: defaultdict[str, dict[Mark, int]] = defaultdict(dict)

    def take(self, row: Row) -> Row | None:
        """Take a line; the first line above it that may be of the same person."""
        marks = self._first[name_key(row["name"])]
        known = [marks[mark] for mark in product(*fitting(row)) if mark in marks]
        if not known:
            for mark in product(*shown(row)):
                marks.setdefault(mark, len(self._people))
            self._people.append([row])
            return None
        person = self._people[min(known)]
        person.append(row)
        return person[0]

    def repeated(self) -> Iterator[list[Row]]:
        """The lines of each person who stands there more than once."""
        return (rows for rows in self._people if len(rows) > 1)


def name_key(name: str) -> str:
    """A name as it is compared: its words in any order, in either script."""
    plain = re.sub(r"\W+", " ", name.casefold().replace("ё", "е").translate(TWINS))
    return " ".join(sorted(plain.split()))


def shown(row: Row) -> list[tuple[Any, ...]]:
    """Under what a person is found: his year or any, his phone or any."""
    return [(row[field] or None, ANY) for field in TELLING]


def fitting(row: Row) -> list[tuple[Any, ...]]:
    """What does not contradict a line: the same year or none, the same phone or none; anything where the
    line says nothing."""
    return [(row[field], None) if row[field] else (ANY,) for field in TELLING]
