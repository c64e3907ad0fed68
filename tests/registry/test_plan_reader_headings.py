"""What heads the columns of a plan, and rows that are neither a heading nor an activity."""

from __future__ import annotations

import pytest
from docx.document import Document as DocumentObject

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import HEADINGS, TRAININGS, one_task, plan, targets, why

EXPECTED = [
    ("Количество тренингов", "exactly", 4),
    ("Список участников", "at_least", 4),
    ("Количество участников", "at_least", 60),
]


def test_heading_of_two_rows_is_read() -> None:
    def span(document: DocumentObject) -> None:
        table = document.tables[0]
        for column in (0, 3, 4):
            table.cell(0, column).merge(table.cell(1, column))
        table.cell(0, 1).merge(table.cell(0, 2))

    top = ("Мероприятие", "Индикаторы", "", "Сроки", "Стоимость")
    below = ("", "Наименование индикатора", "Плановое значение", "", "")
    read = read_plan(plan(("Задача 1. Обучить", [top, below, TRAININGS]), change=span))
    assert targets(read) == EXPECTED


def test_names_below_a_common_heading_are_read() -> None:
    def span(document: DocumentObject) -> None:
        table = document.tables[0]
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))

    rows = [("Мероприятие", "Показатели", ""), ("", "Наименование", "План"), TRAININGS[:3]]
    read = read_plan(plan(("Задача 1. Обучить", rows), change=span))
    assert targets(read) == EXPECTED


def test_heading_repeated_on_a_page_is_skipped() -> None:
    read = read_plan(
        one_task(
            TRAININGS, HEADINGS, ["2. Издание сборника", "Количество сборников", "2", "Май 2024 года", ""]
        )
    )
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.1", "1.2"]


def test_row_that_numbers_the_columns_is_no_activity() -> None:
    read = read_plan(one_task(["1", "2", "3", "4", "5"], TRAININGS))
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.1"] and targets(
        read
    ) == EXPECTED


def test_heading_in_other_words_is_no_activity_and_moves_the_columns() -> None:
    read = read_plan(
        one_task(
            TRAININGS,
            ["Целевые значения", "Мероприятия", "Показатели", "Период", "Смета"],
            ["2", "2. Издание сборника", "Количество сборников", "Май 2024 года", ""],
        )
    )
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.1", "1.2"]
    assert targets(read)[-1] == ("Количество сборников", "exactly", 2)
    assert "Целевые значения | Мероприятия" in why(read["doubts"]) and "заголовок другими словами" in why(
        read["doubts"]
    )


@pytest.mark.parametrize("words", ["ИТОГО", "Всего по задаче 1:", "Барлығы"])
def test_total_of_a_table_is_no_activity_and_is_listed(words: str) -> None:
    read = read_plan(one_task(TRAININGS, [words, "", "", "", "5 200 000"]))
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.1"]
    assert f"{words} | 5 200 000" in why(read["unread"])


def test_heading_below_titles_and_stamps_is_found() -> None:
    above = [["Утверждаю", "", "", "", ""], ["План мероприятий", "", "", "", ""], [""] * 5, [""] * 5]
    read = read_plan(plan(("Задача 1. Обучить", [*above, HEADINGS, TRAININGS])))
    assert [target for _name, _word, target in targets(read)] == [4, 4, 60]


def test_heading_of_two_rows_without_merged_cells_is_one() -> None:
    above = ["Мероприятие", "Индикаторы", "", "Сроки", "Стоимость"]
    below = ["", "наименование", "план", "", ""]
    read = read_plan(plan(("Задача 1. Обучить", [above, below, TRAININGS])))
    assert [target for _name, _word, target in targets(read)] == [4, 4, 60]


@pytest.mark.parametrize(("start", "end"), [("Срок начала", "Срок окончания"), ("Начало", "Завершение")])
def test_columns_of_beginning_and_end_are_one_period(start: str, end: str) -> None:
    headings = [*HEADINGS[:3], start, end]
    read = read_plan(one_task(["1. Тренинги", "Тренинги", "4", "март 2024", "май 2024"], headings=headings))
    assert read["sections"][0]["activities"][0]["period"]["start"] == "2024-03"
    assert read["sections"][0]["activities"][0]["period"]["end"] == "2024-05"


def test_column_of_ends_alone_is_a_deadline() -> None:
    headings = [*HEADINGS[:3], "Срок завершения", HEADINGS[4]]
    read = read_plan(one_task(["1. Тренинги", "Тренинги", "4", "май 2024", ""], headings=headings))
    assert "open_start" in {note["why"]["say"] for note in read["doubts"]}


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (2, "Планируемые индикаторы (не менее)"),
        (2, "Минимальное значение показателя"),
        (2, "Планируемый прирост показателя"),
        (4, "Стоимость, МРП"),
        (4, "Стоимость, не более"),
        (4, "Стоимость на одного участника"),
    ],
)
def test_word_of_a_heading_that_changes_its_numbers_is_doubted(column: int, heading: str) -> None:
    headings = [*HEADINGS[:column], heading, *HEADINGS[column + 1 :]]
    doubts = read_plan(one_task(TRAININGS, headings=headings))["doubts"]
    assert "heading_rest" in {note["why"]["say"] for note in doubts}


@pytest.mark.parametrize(
    ("column", "heading"),
    [(2, "Достигаемый показатель, документы"), (4, "Стоимость по договору"), (4, "Доля гранта, тенге")]
    + [(3, "Сроки (месяц/год)"), (3, "Мерзімі (ай/жыл)")],
)
def test_a_word_of_a_heading_that_changes_nothing_is_not(column: int, heading: str) -> None:
    headings = [*HEADINGS[:column], heading, *HEADINGS[column + 1 :]]
    doubts = read_plan(one_task(TRAININGS, headings=headings))["doubts"]
    assert "heading_rest" not in {note["why"]["say"] for note in doubts}
