"""What an indicator's name says against its number: another thing, a rate, a change; read as one cell
they would flatter."""

from __future__ import annotations

import pytest

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import indicators, one_task


def doubts(name: str, value: str) -> set[str]:
    """Why the reader is not sure of an indicator so called with such a value."""
    row = ("1. Проведение тренингов в Павлодарской области.", name, value, "Март-май 2024 года", "")
    return {note["why"]["say"] for note in read_plan(one_task(row))["doubts"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "4 тренинга"),
        ("Количество тренингов", "120 человек"),
        ("Количество участников", "24 академических часа"),
        ("Количество участников", "120 человеко-часов"),
        ("Количество участников", "2,5 млн. просмотров"),
        ("Қатысушылар саны", "24 сағат"),
        ("Количество участников", "120 ч."),
    ],
)
def test_value_that_counts_other_things_is_doubted(name: str, value: str) -> None:
    assert "unit_other" in doubts(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "120 чел."),
        ("Количество участников", "60 жителей сёл"),
        ("Қатысушылар саны", "60 адам"),
        ("Количество тренингов", "4 двухдневных тренинга"),
        ("Количество инициативных групп", "20 групп"),
        ("Бастамашыл топтар саны", "20 топ"),
    ],
)
def test_value_that_counts_the_same_is_not(name: str, value: str) -> None:
    assert "unit_other" not in doubts(name, value)


@pytest.mark.parametrize(
    "name",
    [
        "Рост числа участников",
        "Количество участников каждого тренинга",
        "Количество тренингов в каждом регионе",
        "Количество тренингов в месяц",
        "Ежемесячное количество тренингов",
        "Среднее число участников",
        "Қатысушылар саны (әр тренингте)",
        "Қатысушылар санының өсуі",
    ],
)
def test_name_of_no_total_is_doubted(name: str) -> None:
    assert "name_no_total" in doubts(name, "15")


@pytest.mark.parametrize("name", ["Ежемесячный отчет", "Количество участников", "Ростки: число участников"])
def test_name_of_a_total_is_not(name: str) -> None:
    assert "name_no_total" not in doubts(name, "15")


@pytest.mark.parametrize("value", ["тренинг кезінде 20 адам", "20 человек в порядке очереди"])
def test_word_of_its_own_is_no_misspelt_comparison(value: str) -> None:
    assert doubts("Количество участников", value) == set()


@pytest.mark.parametrize("name", ["Рост числа участников, %", "Число женщин (в процентах)", "Доля женщин"])
@pytest.mark.parametrize("value", ["20", "не менее половины"])
def test_name_of_a_share_counts_no_people(name: str, value: str) -> None:
    row = ("1. Проведение тренингов в Павлодарской области.", name, value, "Март-май 2024 года", "")
    (found,) = indicators(read_plan(one_task(row)))
    assert (found["unit"], found["measure"]) == ("%", None)


def test_russian_numeral_has_no_kazakh_ending() -> None:
    assert "rest_unread" not in doubts("Количество участников", "ста процентов")


def test_thousands_of_a_name_in_any_case_are_told() -> None:
    assert "name_rest" in doubts("Количество просмотров, в тысячах", "12")
