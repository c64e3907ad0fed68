"""What a list of Excel says by its looks alone is asked or handed back: colours, text boxes, unseen texts."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from services.events.participants.reader import read_table
from shared.office.painted import TO_CORRECT
from tests.events.participant_lists import workbook
from tests.events.test_list_cases import asked, came, codes, drawn

GREEN, RED, WHITE = "#92D050", "#FF0000", "#FFFFFF"
PEOPLE = ["Ким Анна", "Пак Вера", "Ли Олег", "Цой Лев", "Омаров Ерлан", "Ахметова Айгүл"]
Draw = Callable[[Workbook, Worksheet], None]


def painted(*colours: str, titles: tuple[str, ...] = ("ФИО", "Телефон"), mark: str = "") -> Draw:
    """People in rows of these colours, "" for none."""

    def draw(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, titles, book.add_format({"bg_color": "#DDDDDD"}))
        for row, (name, colour) in enumerate(zip(PEOPLE, colours, strict=False), 1):
            how = book.add_format({"bg_color": colour} if colour else {})
            sheet.write_row(row, 0, [name, 87010000000 + row, *([mark] if mark else [])], how)

    return draw


@pytest.mark.parametrize(
    "colours",
    [
        (GREEN, RED, GREEN),
        (GREEN, "", GREEN, GREEN),
        ("", RED, "", ""),
        (GREEN, RED, GREEN, RED),
        (GREEN, GREEN, WHITE, GREEN),
    ],
)
def test_who_came_is_asked_where_rows_differ_by_colour_alone(colours: tuple[str, ...]) -> None:
    result = drawn(painted(*colours))
    assert asked(result) == ["coloured"] and not any(attended for _name, attended in came(result))


@pytest.mark.parametrize("title", ["", "Явка"])
def test_the_colour_of_a_cell_left_empty_for_a_mark_is_asked_about(title: str) -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["ФИО", "Ким Анна", "Пак Вера"])
        sheet.write(0, 1, title)
        sheet.write_blank(1, 1, None, book.add_format({"bg_color": GREEN}))

    assert asked(drawn(draw)) == ["coloured"]


@pytest.mark.parametrize(
    "draw",
    [
        painted(GREEN, GREEN, GREEN),
        painted("", "#EEEEEE", "", "#EEEEEE", "", "#EEEEEE"),
        painted("", WHITE, ""),
        painted("", f"#{TO_CORRECT}", ""),
        painted(GREEN, RED, titles=("ФИО", "Телефон", "Явка"), mark="+"),
    ],
    ids=["all alike", "stripes", "white", "our own mark", "marks say it"],
)
def test_colours_that_tell_nobody_apart_are_not_asked_about(draw: Draw) -> None:
    assert asked(drawn(draw)) == []


def test_a_coloured_phone_or_caption_is_not_asked_about() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        yellow = book.add_format({"bg_color": "#FFFF00"})
        sheet.write_row(0, 0, ["ФИО", "Телефон"])
        sheet.write_row(1, 0, ["Группа 1", ""], yellow)
        sheet.write_column(2, 0, ["Ким Анна", "Пак Вера"])
        sheet.write(2, 1, 87010000001, yellow)

    assert asked(drawn(draw)) == []


def test_a_text_box_over_the_sheet_is_handed_back_and_counts_nobody() -> None:
    def draw(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["ФИО", "Ким Анна"])
        sheet.insert_textbox(1, 3, "Пак Вера не пришла\nЗелёные были")

    result = drawn(draw)
    assert [(line["row"], line["text"], line["why"]) for line in result["skipped"]] == [
        (3, "Пак Вера не пришла", "outside"),
        (4, "Зелёные были", "outside"),
    ]
    assert [name for name, _attended in came(result)] == ["Ким Анна"]


@pytest.mark.parametrize(
    "how", [{"font_color": WHITE}, {"font_color": RED, "bg_color": RED}, {"num_format": ";;;"}]
)
def test_a_name_nobody_sees_is_left_out_and_handed_back(how: dict[str, Any]) -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["ФИО", "Явка"])
        sheet.write_row(1, 0, ["Ким Анна", "+"])
        sheet.write_row(2, 0, ["Пак Вера", "+"], book.add_format(how))

    result = drawn(draw)
    assert came(result) == [("Ким Анна", True)]
    assert [(line["row"], line["why"]) for line in result["skipped"]] == [(3, "unseen")]


def test_a_mark_nobody_sees_comes_back_and_another_cell_is_said() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        white = book.add_format({"font_color": WHITE})
        sheet.write_row(0, 0, ["ФИО", "Телефон", "Явка"])
        sheet.write_row(1, 0, ["Ким Анна", 87010000001, "+"])
        sheet.write_row(2, 0, ["Пак Вера", 87010000002])
        sheet.write(2, 2, "+", white)
        sheet.write_row(3, 0, ["Ли Олег", "", "+"])
        sheet.write(3, 1, 87010000003, white)

    result = drawn(draw)
    assert [name for name, _attended in came(result)] == ["Ким Анна", "Ли Олег"]
    assert [(each["row"], each["field"], each["level"]) for each in result["problems"]] == [
        (3, "attended", "error"),
        (4, "phone", "warning"),
    ]
    assert codes(result) == {"cell_unseen"}


def test_white_letters_on_a_coloured_ground_and_empty_white_cells_are_nothing() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        seen = book.add_format({"font_color": WHITE, "bg_color": "#1F4E79"})
        sheet.write_row(0, 0, ["ФИО", "Явка"], seen)
        sheet.write_row(1, 0, ["Ким Анна", "+"], seen)
        sheet.write(2, 0, "Пак Вера", seen)
        sheet.write_blank(2, 1, None, book.add_format({"font_color": WHITE}))

    result = drawn(draw)
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False)]
    assert not result["problems"] and not result["skipped"]


@pytest.mark.parametrize(
    ("rule", "questions"),
    [
        ({"type": "text", "criteria": "containing", "value": "Ким"}, ["coloured"]),
        ({"type": "formula", "criteria": "=$D2=1"}, ["coloured"]),
        ({"type": "formula", "criteria": "=MOD(ROW(),2)"}, []),
        ({"type": "duplicate"}, []),
    ],
)
def test_rows_coloured_by_a_rule_are_asked_about(rule: dict[str, Any], questions: list[str]) -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["ФИО", *PEOPLE])
        sheet.conditional_format("A2:A7", rule | {"format": book.add_format({"bg_color": GREEN})})

    assert asked(drawn(draw)) == questions


def test_a_rule_of_doubles_hides_no_other_and_one_of_blanks_says_nothing() -> None:
    doubles, blanks = {"type": "duplicate"}, {"type": "blanks"}
    found = {"type": "text", "criteria": "containing", "value": "Ким"}

    def asked_of(*rules: dict[str, Any]) -> list[str]:
        def draw(book: Workbook, sheet: Worksheet) -> None:
            sheet.write_column(0, 0, ["ФИО", *PEOPLE])
            for at, rule in enumerate(rules):
                sheet.conditional_format(
                    f"{'AB'[at]}2:C7", rule | {"format": book.add_format({"bg_color": GREEN})}
                )

        return asked(drawn(draw))

    assert asked_of(doubles, found) == ["coloured"]
    assert asked_of(doubles, blanks) == []


def test_boxes_to_tick_over_a_list_are_asked_about() -> None:
    boxes = '<xml xmlns:x="urn:x"><x:ClientData ObjectType="Checkbox"></x:ClientData></xml>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    file = BytesIO(workbook([["ФИО"], [PEOPLE[0]]]))
    with ZipFile(file, "a") as book:
        book.writestr("xl/worksheets/_rels/sheet1.xml.rels", links)
        book.writestr("xl/drawings/vmlDrawing1.vml", boxes)
    assert asked(read_table(file.getvalue(), "list.xlsx")) == ["boxes"]
