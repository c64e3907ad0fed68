"""A list given back: the user's own workbook with its bad rows and their reasons."""

import io
import re
import zipfile
from datetime import date

import pytest
import xlsxwriter
from python_calamine import load_workbook

from services.events.participants.reader import annotate, read_table
from services.events.participants.reader.reasons import LOCALES, _texts, reason_text
from shared.office import sameworkbook as same
from tests.events.participant_lists import GOOD, TITLES, lines, workbook

MIXED = [
    ["Список"],
    [*TITLES, "Рост"],
    GOOD,
    [2, "", "ж", 1990, "Есік", "", "", 87000000002, "", 165.5],
    [3, "=HYPERLINK(1)", "м", date(1985, 6, 15), "Есік", "лидер", "", 77000000003.0, "", ""],
    [4, "Пак Вера", "ж", 1790, "Арыс", "НПО", "http://x.kz", "123", "", "00012"],
]


def given_back(data: bytes, locale: str = "ru") -> bytes:
    return annotate(data, "list.xlsx", read_table(data, "list.xlsx")["problems"], locale)


def annotated(locale: str = "ru") -> list[list]:
    return load_workbook(io.BytesIO(given_back(workbook(MIXED), locale))).get_sheet_by_index(0).to_python()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def dressed(count: int = 3, good: int = 2) -> bytes:
    """A list as an assistant keeps it: merged title and two-row head, widths, a filter, formulas,
    a second sheet; every `good`th right."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet, other = book.add_worksheet("Қатысушылар"), book.add_worksheet("Смета")
        bold, green = (
            book.add_format({"bold": True, "border": 1}),
            book.add_format({"bg_color": "#DDFFDD", "num_format": "0"}),
        )
        sheet.set_column(1, 1, 41.5)
        sheet.set_column(2, 20, 17)
        sheet.merge_range("A1:E1", "Тренинг в Кентау", bold)
        sheet.merge_range("A2:A3", "№", bold)
        sheet.merge_range("B2:C2", "Участник", bold)
        for place, title in enumerate(["ФИО", "Год рождения"], start=1):
            sheet.write(2, place, title, bold)
        sheet.merge_range("D2:D3", "Телефон", bold)
        for number in range(count):
            row = 3 + number
            sheet.write(row, 0, number + 1)
            sheet.write(
                row, 1, f"Ким Анна {'ъ' * (number % 3)}" if number % good == 1 else f"Ким {number}", green
            )
            sheet.write_datetime(row, 2, date(1985, 6, 15))
            sheet.write_formula(
                row, 3, '=CONCATENATE("8700000",TEXT(A4,"0000"))', None, f"8700000{number:04}"
            )
        sheet.merge_range(3 + count, 0, 3 + count, 4, "Подпись тренера ________")
        sheet.freeze_panes(3, 0, 40, 0)
        sheet.autofilter(2, 0, 2 + count, 3)
        other.write("A1", "=1+1")
        other.set_column(0, 0, 99)
    return target.getvalue()


def test_bad_rows_come_back_in_their_own_cells() -> None:
    rows = annotated()
    assert rows[0][0] == "Список" and rows[1] == [*TITLES, "Рост", "Причина"]
    assert rows[3][:-1] == [
        3,
        "=HYPERLINK(1)",
        "м",
        date(1985, 6, 15),
        "Есік",
        "лидер",
        "",
        77000000003,
        "",
        "",
    ]
    assert rows[4][:-1] == [4, "Пак Вера", "ж", 1790, "Арыс", "НПО", "http://x.kz", "123", "", "00012"]
    assert len(rows) == 5


def test_reasons_are_in_the_language_asked() -> None:
    assert annotated("ru")[2][-1] == "Ф.И.О.: не указано имя"
    assert annotated("kk")[4][-1].startswith("Год рождения: мұндай туған жыл болуы мүмкін емес: «1790»")
    assert annotated("en")[4][-1].endswith("Телефон: the phone has too few digits: “123”")


def test_everything_but_the_list_stays_byte_by_byte() -> None:
    data = dressed()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(given_back(data))) as after:
        changed = {
            name
            for name in before.namelist()
            if name not in after.namelist() or before.read(name) != after.read(name)
        }
    assert changed - {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
    }


def test_widths_head_and_freeze_of_the_list_stay() -> None:
    page = part(given_back(dressed()), "xl/worksheets/sheet1.xml")
    assert re.findall(r'<mergeCell ref="([^"]*)"', page) == ["A1:E1", "A2:A3", "B2:C2", "D2:D3"]
    assert re.search(r'<pane ySplit="3"[^>]*state="frozen"', page) and "topLeftCell" not in page
    assert re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d]+)', page) == [
        ("2", "2", "42"),
        ("3", "4", "17"),
        ("5", "5", "80"),
        ("6", "21", "17"),
    ]


def test_rows_move_up_under_a_merged_head_with_dates_and_values_of_formulas() -> None:
    rows = load_workbook(io.BytesIO(given_back(dressed(4)))).get_sheet_by_name("Қатысушылар").to_python()
    assert [row[1:4] for row in rows[3:]] == [
        ["Ким 0", date(1985, 6, 15), "87000000000"],
        ["Ким 2", date(1985, 6, 15), "87000000002"],
    ]
    assert rows[2][4] == "Причина" and "в имени есть цифры" in rows[3][4]


def test_no_formula_of_the_list_stays_alive() -> None:
    page = part(given_back(dressed()), "xl/worksheets/sheet1.xml")
    assert "<f" not in page.replace("<filter", "")


def test_wrong_cells_turn_red_and_keep_their_style() -> None:
    back = given_back(dressed())
    styles, page = part(back, "xl/styles.xml"), part(back, "xl/worksheets/sheet1.xml")
    formats = re.findall(r"<xf [^>]*?/?>", styles.split("<cellXfs")[1])
    style = formats[int(re.search(r'r="B4" s="(\d+)"', page)[1])]
    assert "FFFDE2DD" in styles and 'numFmtId="1"' in style and 'fillId="3"' in style


def test_two_thousand_rows_of_which_half_are_bad_come_back() -> None:
    rows = load_workbook(io.BytesIO(given_back(dressed(2000)))).get_sheet_by_name("Қатысушылар").to_python()
    assert len(rows) == 3 + 1000 and all(row[4] for row in rows[3:])


def test_list_after_a_calculation_has_no_order_of_formulas() -> None:
    data, target = dressed(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(
                name,
                source.read(name).replace(
                    b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
                ),
            )
        made.writestr("xl/calcChain.xml", "<calcChain/>")
    back = given_back(target.getvalue())
    assert "xl/calcChain.xml" not in zipfile.ZipFile(io.BytesIO(back)).namelist() and "calcChain" not in part(
        back, "[Content_Types].xml"
    )


@pytest.mark.parametrize("limit", ["LARGEST_SHEET", "LARGEST_FILE"])
def test_workbook_too_large_to_keep_comes_back_plain(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(same, limit, 10)
    rows = annotated()
    assert rows[0] == [*TITLES, "Рост", "Причина"] and rows[2][3] == "15.06.1985"


def test_text_comes_back_as_a_plain_sheet() -> None:
    data = lines("ФИО;Год рождения", "Ким Анна;=1+1")
    answer = annotate(data, "list.csv", read_table(data, "list.csv")["problems"])
    assert load_workbook(io.BytesIO(answer)).get_sheet_by_index(0).to_python()[1][:2] == ["Ким Анна", "=1+1"]
    assert "<f>" not in part(answer, "xl/worksheets/sheet1.xml")


def test_corrected_file_uploads_again() -> None:
    rows = annotated()
    rows[2][1], rows[3][1], rows[4][3], rows[4][7] = "Ким Анна", "Цой Юрий", "1990", "8 700 000 00 04"
    result = read_table(workbook(rows), "list.xlsx")
    assert (len(result["rows"]), result["problems"], result["unknown_columns"]) == (3, [], ["Рост"])


def test_second_round_has_one_reason_column() -> None:
    once = given_back(workbook(MIXED))
    again = load_workbook(io.BytesIO(given_back(once))).get_sheet_by_index(0).to_python()
    assert (
        again[1].count("Причина") == 1
        and again == load_workbook(io.BytesIO(once)).get_sheet_by_index(0).to_python()
    )


def test_rows_with_warnings_only_stay_out() -> None:
    data = lines("ФИО", "Ким Анна", "Ким Анна", "Айгүл")
    problems = read_table(data, "list.csv")["problems"]
    refusal = {"row": 2, "column": "phone", "value": "", "code": "refused", "params": {"text": "занято"}}
    answer = annotate(data, "list.csv", [*problems, refusal])
    assert load_workbook(io.BytesIO(answer)).get_sheet_by_index(0).to_python()[1:] == [
        ["Ким Анна", "phone: строка не принята: занято"]
    ]


def test_every_code_has_three_texts() -> None:
    assert {code: set(texts) for code, texts in _texts().items() if set(texts) != set(LOCALES)} == {}
    assert (
        reason_text({"row": 1, "column": "A", "code": "never_heard", "params": {"text": "x"}}, "kk")
        == "A: x (never_heard)"
    )


def test_formula_that_nobody_computed_comes_back_to_be_read() -> None:
    made = dressed()
    page = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", part(made, "xl/worksheets/sheet1.xml"))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(target, "w") as kept:
        for name in source.namelist():
            kept.writestr(name, page if name == "xl/worksheets/sheet1.xml" else source.read(name))
    returned = part(given_back(target.getvalue()), "xl/worksheets/sheet1.xml")
    assert "<f" not in returned and "=CONCATENATE(" in returned
