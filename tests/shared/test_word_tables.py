"""Tables of a Word file as grids: merges, wrappers, what is hidden or struck out, several tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from shared.limited import Unreadable
from shared.office.grids import Grid, hidden_grids, read_grids, with_seen
from tests.word import cell, paragraph, row, run, table, word

HEAD = row("ФИО", "Населённый пункт", "Подпись")


def grids(*blocks: str) -> list[Grid]:
    """The grids of a Word file."""
    return list(read_grids(word(*blocks), "list.docx"))


def test_a_table_is_a_grid_named_by_what_stands_above_it() -> None:
    (grid,) = grids(paragraph("Список участников"), table(HEAD, row("Ахметова Айгүл", "с. Шелек", "")))
    assert grid.sheet == "№ 1 Список участников"
    assert grid.rows == [["ФИО", "Населённый пункт", "Подпись"], ["Ахметова Айгүл", "с. Шелек", ""]]


def test_a_merged_cell_says_its_words_once_and_is_known_as_merged() -> None:
    (grid,) = grids(
        table(
            row(cell("День первый", span=3)),
            row("Иванов Иван", cell("с. Шелек", down="restart"), "+"),
            row("Петров Пётр", cell("", down="go on"), "+"),
            row("Ким Анна", cell("", down="go on"), ""),
        )
    )
    assert grid.rows[0] == ["День первый", "", ""]
    assert [line[1] for line in grid.rows[1:]] == ["с. Шелек", "", ""]
    assert sorted(grid.seen.merged) == [((0, 0), (0, 2)), ((1, 1), (3, 1))]


def test_rows_that_begin_later_keep_their_columns() -> None:
    (grid,) = grids(table(HEAD, row("с. Шелек", "+", before=1)))
    assert grid.rows[1] == ["", "с. Шелек", "+"]


def test_what_is_hidden_is_read_and_said() -> None:
    hidden = cell(run("Сериков Серик", "<w:vanish/>"))
    (grid,) = grids(table(HEAD, row(hidden, "с. Шелек", ""), row("Ким Анна", "", "", hidden=True)))
    assert grid.rows[1][0] == "Сериков Серик" and grid.seen.hidden_rows == {1, 2}


def test_hidden_words_beside_seen_ones_are_left_out_and_their_row_is_said() -> None:
    both = cell(run("Ким Анна") + run(" (умерла)", "<w:vanish/>"))
    (grid,) = grids(table(HEAD, row(both, "", "")))
    assert grid.rows[1][0] == "Ким Анна" and grid.seen.hidden_rows == {1}


def test_a_struck_out_name_is_known_as_struck_and_a_corrected_one_is_the_correction() -> None:
    gone = cell(run("Ким Анна", "<w:strike/>"))
    mended = cell(run("Кем", "<w:strike/>") + run("Ким Вера"))
    (grid,) = grids(table(HEAD, row(gone, "", ""), row(mended, "", "")))
    assert grid.seen.struck == {(1, 0)} and grid.rows[1][0] == "Ким Анна"
    assert grid.rows[2][0] == "Ким Вера"


def test_a_change_somebody_tracked_is_read_as_it_is_shown() -> None:
    changed = cell(
        '<w:ins w:id="1">'
        + run("Ким Вера")
        + '</w:ins><w:del w:id="2"><w:r><w:delText>Кем</w:delText></w:r></w:del>'
    )
    (grid,) = grids(table(HEAD, row(changed, "", ""), row("Пак Лев", "", "", deleted=True)))
    assert grid.rows[1][0] == "Ким Вера" and (2, 0) in grid.seen.struck


def test_people_one_under_the_other_in_a_cell_stay_apart() -> None:
    (grid,) = grids(table(HEAD, row(cell(paragraph("Ким Анна") + paragraph("Пак Вера"), whole=True), "", "")))
    assert grid.rows[1][0] == "Ким Анна\nПак Вера"


def test_a_tick_of_a_font_of_signs_is_a_tick() -> None:
    tick = cell('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    unknown = cell('<w:r><w:sym w:font="Elsewhere" w:char="F0AA"/></w:r>')
    (grid,) = grids(table(HEAD, row("Ким Анна", tick, unknown)))
    assert grid.rows[1][1:] == ["✓", "?"], "a sign nobody knows is not taken for one"


def test_a_list_that_goes_on_in_a_second_table_is_one() -> None:
    first, second = table(HEAD, row("Ким Анна", "", "")), table(row("Пак Вера", "", "", hidden=True))
    (grid,) = grids(first, paragraph(""), second)
    assert [line[0] for line in grid.rows] == ["ФИО", "Ким Анна", "Пак Вера"]
    assert grid.seen.hidden_rows == {2}


def test_tables_with_words_between_or_of_another_width_are_apart() -> None:
    other = table(row("Директор", "Сапарова"))
    found = grids(table(HEAD), paragraph("Гости"), table(HEAD), other)
    assert [grid.sheet for grid in found] == ["№ 1", "№ 2 Гости", "№ 3"]


def test_a_table_inside_a_cell_is_a_table_and_its_words_are_not_twice() -> None:
    inner = table(HEAD, row("Ким Анна", "", ""))
    outer, within = grids(table(row(cell(paragraph("Рамка") + inner + paragraph(""), whole=True))))
    assert outer.rows == [["Рамка"]] and within.rows[1][0] == "Ким Анна"


def test_content_controls_and_links_are_looked_through() -> None:
    wrapped = cell(
        "<w:sdt><w:sdtContent>"
        + run("Ким")
        + "</w:sdtContent></w:sdt><w:hyperlink>"
        + run(" Анна")
        + "</w:hyperlink>"
    )
    (grid,) = grids("<w:sdt><w:sdtContent>" + table(HEAD, row(wrapped, "", "")) + "</w:sdtContent></w:sdt>")
    assert grid.rows[1][0] == "Ким Анна"


def test_nothing_of_a_workbook_is_asked_of_a_word_file() -> None:
    data = word(table(HEAD, row("Ким Анна", "", "", hidden=True)))
    (grid,) = read_grids(data, "list.docx")
    assert list(hidden_grids(data)) == [] and with_seen(grid, data).seen.hidden_rows == {1}


def refused(data: bytes) -> str:
    """Why a file is not read."""
    with pytest.raises(Unreadable) as told:
        list(read_grids(data, "list.docx"))
    return told.value.code


def test_what_cannot_be_read_says_why() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    assert refused(word(paragraph("1. Ким Анна"))) == "no_word_table"
    assert refused(word(table(HEAD), before=bomb)) == "broken"
    assert refused(word(table(HEAD))[:-40]) == "broken"
    assert refused(word(table(row(cell("x", span=300))))) == "too_many_columns"
    assert refused(word(table(HEAD), more={"word/vbaProject.bin": b"x"})) == "macros"


def test_a_zip_that_only_says_it_is_word_is_damaged() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<nothing")
    assert refused(target.getvalue()) == "broken"
