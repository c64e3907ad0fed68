"""How plans number their lines: a number is read in any form, and asked about where it says another thing."""

from __future__ import annotations

import pytest

from services.registry.reader.plan import read_plan
from services.registry.reader.table import pairing
from tests.registry.plan_documents import indicators, one_task, targets

Read = dict


def whys(read: Read) -> set[str]:
    """The codes of why anything is doubted."""
    return {note["why"]["say"] for note in read["doubts"]}


def numbered(*numbers: str) -> list[tuple[str, str]]:
    """Code and title of the activities of a task that are numbered so."""
    return [(row["code"], row["title"]) for row in planned(*numbers)["sections"][0]["activities"]]


def planned(*numbers: str) -> Read:
    """A task whose activities are numbered so."""
    kinds = ("Тренинги", "Форумы", "Встречи")
    rows = [
        (number + kind, "Участники", "3", "май 2024", "")
        for number, kind in zip(numbers, kinds, strict=False)
    ]
    return read_plan(one_task(*rows))


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.1. ", "1.2. "),
        ("1.1 ", "1.2 "),
        ("1.1.", "1.2."),
        ("1)", "2)"),
        ("I. ", "II. "),
        ("Мероприятие 1.1 ", "Мероприятие 1.2 "),
        ("Мероприятие №1. ", "Мероприятие №2. "),
    ],
)
def test_a_number_is_no_part_of_a_title(numbers: tuple[str, ...]) -> None:
    assert numbered(*numbers) == [("1.1", "Тренинги"), ("1.2", "Форумы")]
    assert whys(planned(*numbers)) == {"same_thing"} or not whys(planned(*numbers))


def test_the_last_level_of_a_deep_number_counts() -> None:
    assert numbered("1.1.10. ", "1.1.11 ") == [("1.10", "Тренинги"), ("1.11", "Форумы")]


@pytest.mark.parametrize(
    "numbers", [("1.1а. ", "1.1б. "), ("1.1. ", "1.1а. "), ("2.1. ", "2.2. "), ("1.1. ", "2.2. ")]
)
def test_a_number_of_another_task_or_with_a_letter_is_asked_about(numbers: tuple[str, ...]) -> None:
    assert "numbers_unclear" in whys(planned(*numbers))
    assert [title for _code, title in numbered(*numbers)] == ["Тренинги", "Форумы"]


@pytest.mark.parametrize(
    ("names", "values", "why"),
    [
        ("1) Количество тренингов\n2) Количество участников", "2) 60\n1) 3", "numbers_crossed"),
        (
            "Количество тренингов\nКоличество участников",
            "Количество участников – 60\nКоличество тренингов – 3",
            "pair_unlike",
        ),
        ("Тренингтер саны\nҚатысушылар саны", "қатысушылар – 60\nтренингтер – 3", "pair_unlike"),
    ],
)
def test_values_in_another_order_than_their_names_are_asked_about(names: str, values: str, why: str) -> None:
    read = read_plan(one_task(("1. Тренинги", names, values, "май 2024", "")))
    assert why in whys(read) and {row["confidence"] for row in indicators(read)} == {"doubtful"}


@pytest.mark.parametrize(
    "values",
    [
        "1) 3\n2) 60",
        "3.\n60.",
        "3 тренинга\n60 человек",
        "3\n60 на тренингах",
        "3\n60 (не менее 20 на каждом тренинге)",
        "3\n60 (на тренингах)",
        "тренинги – 3\nучастники – 60",
    ],
)
def test_values_in_the_order_of_their_names_are_not(values: str) -> None:
    names = "1) Количество тренингов\n2) Количество участников"
    read = read_plan(one_task(("1. Тренинги", names, values, "май 2024", "")))
    assert not whys(read) and [found[2] for found in targets(read)] == [3, 60]


def test_a_code_before_a_name_is_no_number_of_it() -> None:
    read = read_plan(one_task(("1. Тренинги", "1.1.1 Количество тренингов", "3", "май 2024", "")))
    assert not whys(read) and indicators(read)[0]["name"] == "Количество тренингов"


def test_lines_of_a_cell_are_each_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    known = pairing.find_unit
    monkeypatch.setattr(pairing, "find_unit", lambda text: seen.append(text) or known(text))
    pairing.pair_lines(["Количество участников"] * 50, ["28 человек"] * 50)
    assert len(seen) <= 150
