"""A list of participants in a Word file is read with the care of one in Excel."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from services.events.participants.reader import annotate, read_table
from services.events.participants.reader.sheets import Said
from shared.limited import Unreadable
from shared.office.grids import read_grids
from tests.events.participant_lists import GOOD, TITLES, codes, workbook
from tests.word import cell, paragraph, row, run, table, word

HEAD = row("№", "ФИО", "Населённый пункт", "Присутствие")


def read(*blocks: str, said: Said | None = None) -> dict[str, Any]:
    """A list of these blocks, as it is read."""
    return read_table(word(*blocks), "list.docx", said)


def names(result: dict[str, Any]) -> list[str]:
    """Who is taken."""
    return [line["name"] for line in result["rows"]]


def test_the_same_list_in_word_and_in_excel_is_read_alike() -> None:
    document = docx.Document()
    document.add_paragraph("Список участников тренинга")
    made = document.add_table(rows=0, cols=len(TITLES))
    for cells in (TITLES, GOOD):
        for place, (target, text) in enumerate(zip(made.add_row().cells, cells, strict=True)):
            target.text = "77000000001" if place == 7 and text == GOOD[7] else str(text)
    target = io.BytesIO()
    document.save(target)
    in_word = read_table(target.getvalue(), "list.docx")
    in_excel = read_table(workbook([TITLES, GOOD]), "list.xlsx")
    assert in_word["rows"] == in_excel["rows"] and len(in_word["rows"]) == 1
    assert in_word["sheet"] == "№ 1 Список участников тренинга"


def test_nobody_is_present_because_the_list_is_of_word() -> None:
    result = read(table(HEAD, row("1", "Ким Анна", "с. Шелек", "+"), row("2", "Пак Вера", "с. Шелек", "-")))
    assert [(line["name"], line["attended"]) for line in result["rows"]] == [
        ("Ким Анна", True),
        ("Пак Вера", False),
    ]
    silent = read(table(row("№", "ФИО"), row("1", "Ким Анна")))
    assert silent["attendance"] == "unsaid" and not silent["rows"][0]["attended"]


def test_a_village_merged_down_holds_for_its_rows() -> None:
    result = read(
        table(
            HEAD,
            row("1", "Ким Анна", cell("с. Шелек", down="restart"), "+"),
            row("2", "Пак Вера", cell("", down="go on"), "+"),
            row("3", "Цой Лев", "с. Турген", "+"),
        )
    )
    assert [line["settlement"] for line in result["rows"]] == ["с. Шелек", "с. Шелек", "с. Турген"]


def test_a_second_list_in_the_file_is_asked_about() -> None:
    lists = (
        table(HEAD, row("1", "Ким Анна", "", "+")),
        paragraph("Резерв"),
        table(HEAD, row("1", "Пак Вера", "", "+")),
    )
    result = read(*lists)
    assert names(result) == ["Ким Анна"]
    assert result["sheets"] == ["№ 1", "№ 2 Резерв"]
    assert "sheets" in [question["code"] for question in result["questions"]]
    assert (None, None, "sheet_not_read") in codes(result)
    chosen = {"sheet": "№ 2 Резерв", "header_row": 1, "columns": {"B": "name", "D": "attended"}}
    assert names(read(*lists, said=Said(mapping=chosen))) == ["Пак Вера"]


def test_people_of_a_table_without_a_header_are_not_lost_in_silence() -> None:
    result = read(
        table(HEAD, row("1", "Ким Анна", "", "+")),
        paragraph("Приглашённые гости"),
        table(row("Ахметова Айгүл Серікқызы", "+7 700 000 00 01"), row("Сериков Болат", "+7 700 000 00 02")),
    )
    assert names(result) == ["Ким Анна"]
    assert (None, None, "sheet_not_read") in codes(result)


def test_a_list_cut_by_a_page_goes_on_and_its_repeated_header_is_no_person() -> None:
    result = read(
        table(HEAD, row("1", "Ким Анна", "", "+")),
        table(HEAD, row("2", "Пак Вера", "", "+")),
        paragraph("Подпись"),
    )
    assert names(result) == ["Ким Анна", "Пак Вера"]
    assert [line["why"] for line in result["skipped"]] == ["header"]


def test_hidden_people_are_said_and_struck_ones_left_out() -> None:
    gone = cell(run("Цой Лев", "<w:strike/>"))
    result = read(
        table(
            HEAD,
            row("1", "Ким Анна", "", "+"),
            row("2", cell(run("Пак Вера", "<w:vanish/>")), "", "+"),
            row("3", gone, "", "+"),
        )
    )
    assert "rows_hidden" in [problem["code"] for problem in result["problems"]]
    assert [line["why"] for line in result["skipped"]] == ["struck"]
    assert names(result) == ["Ким Анна", "Пак Вера"]


def test_two_people_in_one_cell_come_back() -> None:
    both = cell(paragraph("Ким Анна") + paragraph("Пак Вера"), whole=True)
    result = read(table(HEAD, row("1", both, "", "+"), row("2", "Цой Лев", "", "+")))
    assert names(result) == ["Цой Лев"]
    assert [row_number for row_number, field, _code in codes(result) if field == "name"] == [2]


def test_rows_that_come_back_are_a_plain_workbook_with_reasons() -> None:
    both = cell(paragraph("Ким Анна") + paragraph("Пак Вера"), whole=True)
    data = word(table(HEAD, row("1", both, "с. Шелек", "+"), row("2", "Цой Лев", "", "+")))
    result = read_table(data, "list.docx")
    (back,) = read_grids(annotate(data, "list.docx", result["problems"]), "back.xlsx")
    assert [len(back.rows), back.rows[1][2]] == [2, "с. Шелек"] and back.rows[1][-1]


def test_a_word_file_without_a_table_says_so() -> None:
    with pytest.raises(Unreadable) as told:
        read(paragraph("1. Ким Анна, с. Шелек"))
    assert told.value.code == "no_word_table"
