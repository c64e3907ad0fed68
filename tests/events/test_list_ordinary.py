"""Lists as they come every day are read without a question: whoever is asked of everything reads none."""

from __future__ import annotations

import pytest

from services.events.participants.reader import read_table
from services.events.participants.reader.sheets import Said
from tests.events.participant_lists import workbook
from tests.events.test_list_cases import Rows, asked, came, read
from tests.ordinary import Row, ordinary, sections

NOT_LISTS = "Titles "


def cells(line: str) -> list[str | int]:
    """The cells of a row; a long number stands as a number, as Excel has it."""
    texts = [cell.strip() for cell in line.split("|")]
    return [int(text) if text.isdecimal() and len(text) > 3 and text[0] != "0" else text for text in texts]


@pytest.mark.parametrize(
    ("name", "lines"), [(name, lines) for name, lines in sections("lists") if not name.startswith(NOT_LISTS)]
)
def test_list(name: str, lines: list[str]) -> None:
    rows: Rows = [cells(line) for line in lines if line[0] not in "→?"]
    said = "; ".join(line[1:].strip() for line in lines if line[0] == "→").split("; ")
    result = read_table(workbook(rows), "list.xlsx", Said(everybody=True))
    people = sorted(who if there else f"✗ {who}" for who, there in came(result))
    questions = [line[1:].strip() for line in lines if line[0] == "?"]
    assert (people, asked(result), result["problems"]) == (sorted(said), questions, [])


def of_two(title: str, yes: str, no: str) -> Rows:
    """A list of two people under a title."""
    return [["№", "ФИО", title], [1, "Ким Анна", yes], [2, "Пак Вера", no]]


@pytest.mark.parametrize("row", ordinary("lists", "Titles of who came"))
def test_title_of_who_came(row: Row) -> None:
    result = read(of_two(*row))
    assert (came(result), asked(result)) == ([("Ким Анна", True), ("Пак Вера", False)], [])


@pytest.mark.parametrize("row", ordinary("lists", "Titles of other marks"))
def test_title_of_other_marks(row: Row) -> None:
    result = read(of_two(*row))
    assert (came(result), asked(result)) == ([("Ким Анна", False), ("Пак Вера", False)], [])


@pytest.mark.parametrize("row", ordinary("lists", "Titles that are asked about"))
def test_title_that_is_asked_about(row: Row) -> None:
    assert asked(read(of_two(*row)))
