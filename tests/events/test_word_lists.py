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
from tests.word import W, cell, paragraph, row, run, table, word

TITLES_ABOVE = ("Список", "СПИСОК", "Тренер", "Общественный")
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


def left_out(result: dict[str, Any]) -> list[tuple[int, str]]:
    """The texts outside of the list that are handed back."""
    return [(line["row"], line["text"]) for line in result["skipped"] if line["why"] == "outside"]


@pytest.mark.parametrize(
    "text",
    [
        "Пак Вера не пришла",
        "Также присутствовали: Пак Вера, Ли Олег",
        "Пак В. ушла раньше",
        "Сонымен қатар Пак Вера қатысты",
        "Ещё трое гостей без подписи",
        "Опоздавшие: Пак",
        "Ахметова",
    ],
)
def test_what_stands_below_a_list_is_handed_back_and_counts_nobody(text: str) -> None:
    result = read(table(HEAD, row("1", "Ким Анна", "", "+")), paragraph(text))
    assert left_out(result) == [(3, text)] and names(result) == ["Ким Анна"]


def test_a_person_named_below_a_list_is_taken_by_hand() -> None:
    blocks = (
        table(HEAD, row("1", "Ким Анна", "", "+")),
        paragraph("Пак Вера"),
        paragraph("Ли Олег не пришёл"),
    )
    taken = read(*blocks, said=Said(take=frozenset({3, 4}), only=True))
    assert [(line["row"], line["name"], line["attended"]) for line in taken["rows"]] == [
        (3, "Пак Вера", False),
        (4, "Ли Олег", False),
    ]


@pytest.mark.parametrize(
    "text", ["Болеет Пак Вера", "Пак Вера ушла раньше", "Отсутствовали: Пак Вера", "Пак Вера"]
)
def test_whoever_stands_outside_a_list_of_those_who_came_did_not_come_with_them(text: str) -> None:
    blocks = (table(row("№", "ФИО"), row("1", "Ким Анна")), paragraph(text))
    assert [line["attended"] for line in read(*blocks, said=Said(everybody=True))["rows"]] == [True]
    taken = read(*blocks, said=Said(take=frozenset({3}), only=True, everybody=True))
    assert not any(line["attended"] for line in taken["rows"])


def test_several_people_named_below_a_list_come_back_to_be_corrected() -> None:
    data = word(
        table(HEAD, row("1", "Ким Анна", "", "+")), paragraph("Также присутствовали: Пак Вера, Ли Олег")
    )
    taken = Said(take=frozenset({3}), only=True)
    result = read_table(data, "list.docx", taken)
    assert not result["rows"] and [line["row"] for line in result["refused"]] == [3]
    (back,) = read_grids(annotate(data, "list.docx", result["problems"], said=taken), "back.xlsx")
    assert "Пак Вера" in str(back.rows[1][1])


@pytest.mark.parametrize("cells", [("Гости", "Пак Вера"), ("Также присутствовали:", "Пак Вера, Ли Олег")])
def test_a_small_table_below_a_list_is_handed_back(cells: tuple[str, str]) -> None:
    result = read(table(HEAD, row("1", "Ким Анна", "", "+")), paragraph(""), table(row(*cells)))
    assert names(result) == ["Ким Анна"]
    assert left_out(result) or "sheet_not_read" in [code for _row, _field, code in codes(result)]


def test_absence_noted_above_a_list_and_in_a_text_box_is_handed_back() -> None:
    box = (
        "<w:p><w:r><w:pict><w:txbxContent>"
        + paragraph("Пак Вера заболела")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    result = read(paragraph("Ли Олег не пришёл"), box, table(HEAD, row("1", "Ким Анна", "", "+")))
    assert [text for _row, text in left_out(result)] == ["Ли Олег не пришёл", "Пак Вера заболела"]


@pytest.mark.parametrize(
    "text",
    [
        "Список участников тренинга «Школа Лидеров»",
        "Общественный Фонд «Бірлік»\u00a0– Приложение к Договору",
        "СПИСОК ПРИСУТСТВУЮЩИХ на тренинге Школа Лидеров",
        "12 мая 2022 г.",
        "г. Алматы",
        "Подпись",
        "М.П.",
        "Руководитель проекта ____________ Пак В. И.",
        "Тренер: Пак Вера",
    ],
)
def test_titles_and_signatures_around_a_list_are_not_handed_back(text: str) -> None:
    around = "" if text.startswith(TITLES_ABOVE) else paragraph(text)
    result = read(paragraph(text), table(HEAD, row("1", "Ким Анна", "", "+")), around)
    assert not result["skipped"] and names(result) == ["Ким Анна"]


def test_a_table_nobody_reads_is_said_after_a_choice_of_the_list_too() -> None:
    chosen = {"sheet": "№ 1", "header_row": 1, "columns": {"B": "name", "D": "attended"}}
    guests = table(row("Ахметова Айгүл", "+7 700 000 00 01"), row("Сериков Болат", "+7 700 000 00 02"))
    result = read(
        table(HEAD, row("1", "Ким Анна", "", "+")), paragraph("Гости"), guests, said=Said(mapping=chosen)
    )
    assert (None, None, "sheet_not_read") in codes(result)


def test_totals_below_a_list_stay_out_and_are_counted_as_such() -> None:
    result = read(table(HEAD, row("1", "Ким Анна", "", "+")), paragraph("Всего: 25 человек"))
    assert [line["why"] for line in result["skipped"]] == ["total"]


@pytest.mark.parametrize("part", ["footnotes", "endnotes", "comments"])
def test_notes_beside_a_list_are_handed_back(part: str) -> None:
    note = f'<w:note w:type="separator"><w:p/></w:note><w:note>{paragraph("заболела")}</w:note>'
    more = {f"word/{part}.xml": f'<w:notes xmlns:w="{W}">{note}</w:notes>'.encode()}
    data = word(table(HEAD, row("1", "Ким Анна", "", "+")), more=more)
    result = read_table(data, "list.docx")
    assert left_out(result) == [(3, "заболела")] and names(result) == ["Ким Анна"]
