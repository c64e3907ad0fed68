"""What a plan says against itself is doubted; tables that are empty or of no known kind are named."""

from __future__ import annotations

import pytest
from docx import Document

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import (
    HEADINGS,
    PASSPORT,
    TRAININGS,
    add_table,
    in_russian,
    one_task,
    plan,
    saved,
    why,
)
from tests.suite import DATA


def test_words_against_arithmetic_are_doubted() -> None:
    read = read_plan(
        one_task(
            [TRAININGS[0], TRAININGS[1], "4\n4\nНе менее 80 (по 15 чел. на каждом тренинге)", *TRAININGS[3:]]
        )
    )
    assert "15 × 4 = 60, а не 80" in why(read["doubts"])


def test_passport_of_another_project_is_read() -> None:
    passport = read_plan(one_task(TRAININGS, passport=PASSPORT))["passport"]
    assert passport["grantee"]["short_name"] == "ОФКА"
    assert passport["amount"] == {"value": 5200000, "in_words": "пять миллионов двести тысяч", "agrees": True}
    assert passport["partners"]["items"][0] == {"name": "ОФ «Қайнар»", "region": "kostanay"}
    assert passport["regions"] == ["pavlodar", "kostanay", "akmola"]


def test_sum_in_other_words_is_a_doubt() -> None:
    rows = [
        row if "Сумма" not in row[0] else (row[0], "5 200 000 (пять миллионов двадцать тысяч) тенге")
        for row in PASSPORT
    ]
    read = read_plan(one_task(TRAININGS, passport=rows))
    assert read["passport"]["amount"]["agrees"] is False
    assert "взята сумма цифрами: 5 200 000; прописью 5 020 000" in why(read["doubts"]).replace("\u00a0", " ")


def test_partners_stated_and_listed_may_differ() -> None:
    rows = [
        row if "партнеров" not in row[0] else (row[0], row[1].replace("Всего 2", "Всего 3"))
        for row in PASSPORT
    ]
    read = read_plan(one_task(TRAININGS, passport=rows))
    assert "партнёров названо 2: в тексте сказано: партнёров 3" in why(read["doubts"])


def test_costs_above_the_grant_are_doubted() -> None:
    read = read_plan(one_task([*TRAININGS[:4], "6 000 000"], passport=PASSPORT))
    assert "сумма стоимостей больше суммы гранта" in why(read["doubts"])


def test_team_with_its_own_columns_is_checked() -> None:
    document = Document()
    add_table(
        document,
        [
            ("№", "Занятость", "Должность", "ФИО", "Обязанности"),
            ("1", "0,5 ставки", "Тренер", "Сотрудник 1", "Обучает"),
            ("2", "130%", "Бухгалтер", "Сотрудник 2", "Платит"),
            ("3", "по договору", "Водитель", "Сотрудник 3", "Возит"),
            ("Итого", "150%", "", "", ""),
        ],
    )
    document.add_paragraph("Задача 1. Обучить")
    add_table(document, [HEADINGS, TRAININGS])
    read = read_plan(saved(document))
    assert [(one["role"], one["employment_percent"]) for one in read["team"]] == [
        ("Тренер", 50),
        ("Бухгалтер", 130),
        ("Водитель", None),
    ]
    assert "больше ста процентов" in why(read["doubts"]) and "сумма по строкам: 180\u00a0%" in why(
        read["doubts"]
    )
    assert "занятость не похожа" in why(read["unread"])


def test_tables_of_no_known_kind_are_listed() -> None:
    read = read_plan(
        one_task(
            TRAININGS,
            change=lambda document: add_table(document, [("Город", "Погода"), ("Ерейментау", "Снег")]),
        )
    )
    assert "Таблица 2: Город | Погода" in why(read["unread"])


def emptied(table: int, keep: bool = False) -> bytes:
    """The real plan with the rows below a table's heading taken out, or only their texts."""
    document = Document(str(DATA / "detailed-description.docx"))
    for row in document.tables[table - 1].rows[1:]:
        if not keep:
            row._tr.getparent().remove(row._tr)
        for cell in row.cells if keep else ():
            cell.text = ""
    return saved(document)


@pytest.mark.parametrize("keep", [False, True])
def test_task_whose_table_is_empty_is_the_first_thing_said(keep: bool) -> None:
    read = read_plan(emptied(6, keep))
    assert [section["code"] for section in read["sections"]] == ["T1", "T2", "T3", "T5", "F", "I"]
    assert "Таблица 6: Задача 4." in why(read["unread"][:1]) and why(read["unread"][:1]).endswith(
        "задача 4 осталась без мероприятий"
    )


def test_unnumbered_section_whose_table_is_empty_is_named() -> None:
    assert "«Итоговая публичная презентация" in why(read_plan(emptied(8))["unread"][:1])


def test_gap_in_the_numbers_of_tasks_is_named() -> None:
    read = read_plan(plan(*((f"Задача {number}. Обучить", [HEADINGS, TRAININGS]) for number in (1, 2, 3, 5))))
    assert [note["where"] for note in in_russian(read["unread"])][:1] == [
        "Задача 4"
    ] and "соседние есть" in why(read["unread"][:1])
