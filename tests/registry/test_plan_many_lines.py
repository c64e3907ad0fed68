"""A plan of thousands of lines: each is read once, and none learns of another's reading."""

from __future__ import annotations

from services.registry.reader.meaning.activities import MOST_NAMED
from services.registry.reader.plan import read_plan
from services.registry.reader.words.conditions import take_conditions
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.values import read_value
from tests.registry.plan_documents import one_task


def test_what_builds_on_many_activities_names_the_first_of_them() -> None:
    """Whoever is told of three hundred codes reads none, and the notes grew with their square."""
    places = ("Костанайской", "Павлодарской")
    held = [
        (f"{number}. Тренинги в {places[number % 2]} области", "Количество тренингов", "4", "май 2024", "")
        for number in range(1, 31)
    ]
    last = ("31. Отчёты о тренингах", "Количество отчетов", "4", "май 2024", "")
    read = read_plan(one_task(*held, last))
    (borrowed,) = [note["why"] for note in read["doubts"] if note["why"]["say"] == "borrowed"]
    assert borrowed["codes"] == [f"1.{number}" for number in range(1, MOST_NAMED + 1)]


def test_a_reading_that_was_kept_is_not_changed_by_who_asked_for_it() -> None:
    """Cells of the same words are read once; each indicator adds conditions and doubts of its own."""
    first = read_value("не менее 60 (по 15 чел. на каждом тренинге)", 2024)
    first.conditions.clear()
    first.doubt({"say": "no_target"}, {"say": "no_number"})
    again = read_value("не менее 60 (по 15 чел. на каждом тренинге)", 2024)
    assert (len(again.conditions), again.remarks, again.confidence) == (1, [], "certain")
    for read in (find_numbers, lambda text: take_conditions(text)[0]):
        read("по 15 чел. на каждом тренинге").clear()
        assert len(read("по 15 чел. на каждом тренинге")) == 1
