import base64
import io
import zipfile
from datetime import date, datetime

import orjson
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from services.events.participants.reader import annotate, read_bytes, read_pasted, read_table
from services.events.participants.reader.reasons import LOCALES, _texts, reason_text
from services.events.participants.reader.words import ATTENDED_BY_WORD, CATEGORY_BY_WORD, SEX_BY_WORD
from shared.limited import Unreadable, run_limited

TARGET = "services.events.participants.reader:read_bytes"
TITLES = ["№", "Ф.И.О.", "Пол", "Год рождения", "Населённый пункт", "Категория", "Организация", "Телефон", "Подпись"]
GOOD = [1, "Ахметова Айгүл Серікқызы", "ж", 1985, "с. Шелек", "лидер", "ОФ «Бірлік»", 77000000001, ""]


def workbook(*sheets: list[list], hidden: tuple[int, ...] = ()) -> bytes:
    """An .xlsx; dates are written as dates, everything else as it is."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}) as book:
        for place, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            if place in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return target.getvalue()


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def codes(result: dict) -> list[tuple]:
    return [(problem["row"], problem["field"], problem["code"]) for problem in result["problems"]]


def refused(data: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(Unreadable) as refusal:
        read_table(data, name)
    return refusal.value.code


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """The workbook with parts added or replaced; a double underscore stands for a slash."""
    target = io.BytesIO()
    added = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in added:
                new.writestr(name, old.read(name))
        for name, content in added.items():
            new.writestr(name, content)
    return target.getvalue()


def sheet_xml(cells: str) -> bytes:
    return (f'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}'
            "</sheetData></worksheet>").encode()


def test_plain_workbook_is_read_whole() -> None:
    result = read_table(workbook([TITLES, GOOD]), "list.xlsx")
    assert result["rows"] == [{
        "row": 2, "name": "Ахметова Айгүл Серікқызы", "sex": "female", "birth_year": 1985, "settlement": "с. Шелек",
        "category": "leader", "organisation": "ОФ «Бірлік»", "phone": "+77000000001", "attended": True}]
    assert result["problems"] == result["unknown_columns"] == result["skipped"] == []


def test_titles_numbering_and_signatures_are_tolerated() -> None:
    rows = [["Список участников тренинга «МСУ»"], ["г. Кентау", "", datetime(2022, 4, 15)], [], TITLES, list(range(1, 10)), GOOD, [],
            [2, "Ким Анна"], [3], ["Алматинская область"], TITLES, [4, "Пак Вера"], ["Итого: 3"],
            ["", "Организатор:", "", "________", "Петров П."]]
    result = read_table(workbook(rows), "list.xlsx")
    assert [row["row"] for row in result["rows"]] == [6, 8, 12]
    assert [note["row"] for note in result["skipped"]] == [10, 11, 13, 14]


def test_merged_title_above_is_tolerated() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:I2", "Қатысушылар тізімі")
        sheet.write_row(2, 0, TITLES)
        sheet.write_row(3, 0, GOOD)
    assert len(read_table(target.getvalue(), "list.xlsx")["rows"]) == 1


@pytest.mark.parametrize("titles", [
    "Аты-жөні;Жынысы;Туған жылы;Елді мекен;Санаты;Ұйым;Телефоны;Қолы",
    "Name;Sex;Year of birth;Village;Category;Organisation;Phone;Signature",
    "Қатысушының аты-жөні / Ф.И.О. участника;Жынысы/Пол;Г.р.;Ауыл/Село;Санат;Жұмыс орны, лауазымы;Ұялы тел.;Подпись",
    "Т.А.Ә.;Gender;Дата рождения;Место жительства (адрес);Статус;Место работы, должность;Контактный телефон;Қолтаңба",
    "Участник;Пол участника;Born;Город, село;Категория участника;Наименование организации;Моб.;Роспись",
])
def test_columns_are_known_by_meaning(titles: str) -> None:
    result = read_table(lines(titles, "Ким Анна;ж;1985;Арыс;житель;ОФ;8 700 000 00 01;"), "list.csv")
    assert set(result["columns"]) == {"name", "sex", "birth_year", "settlement", "category", "organisation", "phone"}
    assert result["unknown_columns"] == [] and result["rows"][0]["category"] == "resident"


def test_separate_name_columns_join() -> None:
    rows = lines("Тегі;Аты;Әкесінің аты;Телефон", "Ахметова;Айгүл;Серікқызы;", ";;;8 700 000 00 01")
    result = read_table(rows, "list.csv")
    assert result["rows"][0]["name"] == "Ахметова Айгүл Серікқызы"
    assert codes(result) == [(3, "name", "name_empty")] and result["problems"][0]["column"] == "Тегі"


def test_header_of_two_rows_is_joined() -> None:
    rows = [["№", "Ф.И.О.", "Контактные данные", "", "Подпись"], ["", "", "телефон", "e-mail", ""], [1, "Ким Анна", "87000000001", "a@b.kz", ""]]
    result = read_table(workbook(rows), "list.xlsx")
    assert result["rows"][0]["phone"] == "+77000000001"
    assert result["unknown_columns"] == ["e-mail"] and result["header_row"] == 2


def test_unknown_columns_are_named() -> None:
    result = read_table(lines("ФИО;Рост;;Телефон 1;Телефон 2", "Ким Анна;170;вещь;;;лишнее"), "list.csv")
    assert result["unknown_columns"] == ["Рост", "Телефон 2", "C", "F"]


def test_table_without_names_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_table(lines("Отчёт за май;;", "Рост;Вес;Цвет", "170;60;синий"), "list.csv")
    assert (refusal.value.code, refusal.value.params["headers"]) == ("unknown_columns", ["Рост", "Вес", "Цвет"])


def test_each_bad_cell_has_its_reason() -> None:
    rows = lines(
        "ФИО;Пол;Год рождения;Телефон;Категория;Присутствовал", ";ж;1990;;;да", "Ким Анна;z;1790;123;лидир;может быть",
        "12345;;;;;да", "М?хамедов Айдос;;;;;да", "???;;;;;да", "Иван 2;;;;;да", f"{'Ким ' * 60};;;;;да", "Пак Вера;;8 мая;+7 912 000 00 00;;нет",
        "Цой Юрий;;;7.7E+10;;+")
    result = read_table(rows, "list.csv")
    assert result["rows"] == []
    assert codes(result) == [
        (2, "name", "name_empty"), (3, "sex", "sex_unknown"), (3, "birth_year", "birth_year_impossible"), (3, "category", "category_unknown"),
        (3, "phone", "phone_too_short"), (3, "attended", "attended_unknown"), (4, "name", "name_has_digits"),
        (5, "name", "name_letters_lost"), (6, "name", "name_unreadable"), (7, "name", "name_has_digits"), (8, "name", "text_too_long"),
        (9, "birth_year", "birth_year_unreadable"), (9, "phone", "phone_foreign"), (10, "phone", "phone_rounded")]


def test_problem_names_column_value_and_closest() -> None:
    problem, = read_table(lines("ФИО;Санаты", "Ким Анна;лидир"), "list.csv")["problems"]
    assert problem == {"row": 2, "column": "Санаты", "field": "category", "value": "лидир", "code": "category_unknown",
                       "params": {"closest": "лидер"}, "level": "error"}


def test_same_person_twice_only_warns() -> None:
    rows = lines("ФИО;Телефон;Год рождения", "Ким Анна;87000000001;1985", "КИМ  АННА;;", "Ким Анна;;1999", "Ким Анна;87000000002;1985")
    result = read_table(rows, "list.csv")
    assert len(result["rows"]) == 4 and codes(result) == [(3, "name", "repeated")]
    assert result["repeated"] == [{"name": "Ким Анна", "rows": [2, 3]}]


@pytest.mark.parametrize("cell, year", [
    (1985, 1985), (1985.0, 1985), ("1985", 1985), ("1985 г.р.", 1985), ("15.06.1985", 1985), ("15/06/85", 1985), ("01.02.05", 2005),
    ("1985-06-15", 1985), (date(1985, 6, 15), 1985), (date(1905, 6, 7), 1985), (31213, 1985), ("", None), ("-", None), ("1985 жылы", 1985),
])
def test_birth_years_of_every_form(cell: object, year: int | None) -> None:
    row = read_table(workbook([["ФИО", "Дата рождения"], ["Ким Анна", cell]]), "list.xlsx")["rows"][0]
    assert row["birth_year"] == year


@pytest.mark.parametrize("cell, phone", [
    (77000000001.0, "+77000000001"), (87000000001, "+77000000001"), (7000000001, "+77000000001"), ("8(700)000-00-01", "+77000000001"),
    ("8 700 000 00 01, 8 700 000 00 02", "+77000000001"), ("раб. 12-34; 8 700 000 00 01", "+77000000001"), ("нет", None),
])
def test_phones_of_every_form(cell: object, phone: str | None) -> None:
    assert read_table(workbook([["ФИО", "Телефон"], ["Ким Анна", cell]]), "list.xlsx")["rows"][0]["phone"] == phone


def test_absent_column_means_all_attended() -> None:
    assert read_table(lines("ФИО", "Ким Анна"), "list.csv")["rows"][0]["attended"] is True


def test_attendance_marks_are_read() -> None:
    marks = ["да", "+", True, "Қатысты", 1, "нет", "-", "жоқ", False, 0, ""]
    result = read_table(workbook([["ФИО", "Қатысты"], *[[f"Ким {'А' * (2 + place)}", mark] for place, mark in enumerate(marks)]]), "list.xlsx")
    assert [row["attended"] for row in result["rows"]] == [True] * 5 + [False] * 6


def test_empty_attendance_column_is_pointed_out() -> None:
    result = read_table(lines("ФИО;Присутствовал", "Ким Анна;", "Пак Вера;"), "list.csv")
    assert codes(result) == [(None, None, "attended_column_empty")]
    assert [row["attended"] for row in result["rows"]] == [False, False]


def test_several_categories_keep_the_first() -> None:
    result = read_table(lines("ФИО;Категория", "Ким Анна;НПО, лидер"), "list.csv")
    assert result["rows"][0]["category"] == "ngo" and codes(result) == [(2, "category", "category_several")]


@pytest.mark.parametrize("word, category", [
    ("Лидер местного сообщества", "leader"), ("Қоғамдық пікір көшбасшысы", "opinion_leader"), ("Ауыл әкімдігінің өкілі", "akimat"),
    ("ҮЕҰ", "ngo"), ("Молодёжь", "youth"), ("жастар", "youth"), ("Ауыл тұрғыны", "resident"), ("ЖӨБ субъектісі", "lsg_actor"),
    ("Член собрания местного сообщества", "assembly_member"), ("Шаруа қожалығы", "business"), ("СМИ", "media"), ("Басқа", "other"),
    ("opinion_leader", "opinion_leader"), ("Non-governmental organisation", "ngo"), ("өзін-өзі басқару", "lsg_actor"),
])
def test_categories_of_three_languages_are_known(word: str, category: str) -> None:
    assert read_table(lines("ФИО;Категория", f"Ким Анна;{word}"), "list.csv")["rows"][0]["category"] == category


def test_dictionaries_hold_normal_words_only() -> None:
    from services.events.participants.reader.cells import word_key

    words = [*CATEGORY_BY_WORD, *SEX_BY_WORD]
    assert [word for word in words if word_key(word) != word] == []
    assert set(ATTENDED_BY_WORD.values()) == {True, False}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_encodings_of_windows_are_read(encoding: str) -> None:
    data = "ФИО\tСело\nӘбдіғалиева Ңұрғүл Өмірқызы\tҚұрық\n".encode(encoding)
    assert read_table(data, "list.csv")["rows"][0]["name"] == "Әбдіғалиева Ңұрғүл Өмірқызы"


def test_russian_windows_file_is_read() -> None:
    assert read_table("ФИО;Село\r\nИванова Алёна;Есик\r\n".encode("cp1251"), "list.csv")["rows"][0]["name"] == "Иванова Алёна"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters_are_told_apart(delimiter: str) -> None:
    data = delimiter.join(["ФИО", "Организация", "Телефон"]) + "\n" + delimiter.join(["Ким Анна", '"ОФ ""А, Б; В"""', "87000000001"])
    row = read_table(data.encode(), "list.csv")["rows"][0]
    assert (row["organisation"], row["phone"]) == ('ОФ "А, Б; В"', "+77000000001")


def test_unclosed_quote_loses_no_row() -> None:
    data = lines("sep=;", "ФИО;Организация", 'Ким Анна;"Бірлік', "Пак Вера;ОФ", "Цой Юрий;ОО")
    assert [row["name"] for row in read_table(data, "list.csv")["rows"]] == ["Ким Анна", "Пак Вера", "Цой Юрий"]


def test_list_is_found_among_sheets() -> None:
    other = [["ФИО", "Пол"], ["Пак Вера", "ж"]]
    result = read_table(workbook([["Отчёт"]], [TITLES, GOOD], other, [TITLES, GOOD], hidden=(3,)), "list.xlsx")
    assert result["sheet"] == "Sheet2" and codes(result) == [(None, None, "sheet_not_read")]
    assert result["problems"][0]["params"] == {"sheet": "Sheet3"}


BOOK = workbook([TITLES, GOOD])


@pytest.mark.parametrize("data, code", [
    (b"", "empty_file"), (b" \r\n\0", "empty_file"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"), (b"%PDF-1.7 x", "not_a_table"),
    (b"<html><table><tr><td>\xd0\xa4", "not_a_table"), (b"\x89PNG\r\n\x1a\n", "not_a_table"), (bytes(range(1, 32)) * 40, "not_a_table"),
    (rezipped(BOOK, xl__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"), "macros"), (BOOK[:-300], "broken"), (BOOK[:900], "broken"),
    (b"PK\5\6" + bytes(18), "not_a_table"), (workbook([]), "empty_table"), (workbook([["a"]]), "unknown_columns"), (b"x" * (32 * 1024 * 1024 + 1), "too_big"),
    (lines("ФИО", *["Ким Анна"] * 100_001), "too_many_rows"), (lines("ФИО" + ";" * 201), "too_many_columns"),
])
def test_other_files_are_refused_by_code(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize("cells, code", [
    ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "too_many_rows"),
    ('<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>', "too_many_columns"),
    ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>', "too_many_rows"),
])
def test_sparse_sheet_is_refused(cells: str, code: str) -> None:
    assert refused(rezipped(BOOK, **{"xl__worksheets__sheet1.xml": sheet_xml(cells)})) == code


def test_far_blank_formatting_is_harmless() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ФИО"])
        sheet.write_row(1, 0, ["Ким Анна"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert len(read_table(target.getvalue(), "list.xlsx")["rows"]) == 1


def test_zip_bomb_is_refused() -> None:
    assert refused(rezipped(BOOK, xl__media__bomb=bytes(170 * 1024 * 1024))) == "too_big"


def test_child_reads_and_refuses() -> None:
    payload = orjson.dumps({"filename": "list.xlsx", "data": base64.b64encode(BOOK).decode()})
    assert run_limited(TARGET, payload)["rows"][0]["name"] == GOOD[1]
    with pytest.raises(Unreadable) as refusal:
        run_limited(TARGET, orjson.dumps({"filename": "a.csv", "data": base64.b64encode(b"a;b").decode()}))
    assert refusal.value.code == "unknown_columns"


def test_child_annotates_and_reads_pasted() -> None:
    bad = lines("ФИО;Телефон", "Ким Анна;123")
    given = {"filename": "list.csv", "data": base64.b64encode(bad).decode(), "problems": read_table(bad, "list.csv")["problems"]}
    answer = run_limited("services.events.participants.reader:annotate_bytes", orjson.dumps(given))
    assert base64.b64decode(answer["data"]).startswith(b"PK")
    assert read_bytes(orjson.dumps({"text": "Ким Анна"}))["rows"][0]["name"] == "Ким Анна"


MIXED = [["Список"], [*TITLES, "Рост"], GOOD, [2, "", "ж", 1990, "Есік", "", "", 87000000002, "", 165.5],
         [3, "=HYPERLINK(1)", "м", date(1985, 6, 15), "Есік", "лидер", "", 77000000003.0, "", ""],
         [4, "Пак Вера", "ж", 1790, "Арыс", "НПО", "http://x.kz", "123", "", "00012"]]


def annotated(locale: str = "ru") -> list[list]:
    data = workbook(MIXED)
    answer = annotate(data, "list.xlsx", read_table(data, "list.xlsx")["problems"], locale)
    return load_workbook(io.BytesIO(answer)).get_sheet_by_index(0).to_python()


def test_bad_rows_come_back_as_text() -> None:
    rows = annotated()
    assert rows[0] == [*TITLES, "Рост", "Причина"]
    assert rows[2][:-1] == ["3", "=HYPERLINK(1)", "м", "15.06.1985", "Есік", "лидер", "", "77000000003", "", ""]
    assert rows[3][:-1] == ["4", "Пак Вера", "ж", "1790", "Арыс", "НПО", "http://x.kz", "123", "", "00012"]


def test_reasons_are_in_the_language_asked() -> None:
    assert annotated("ru")[1][-1] == "Ф.И.О.: не указано имя"
    assert annotated("kk")[3][-1].startswith("Год рождения: мұндай туған жыл болуы мүмкін емес: «1790»")
    assert annotated("en")[3][-1].endswith("Телефон: the phone has too few digits: “123”")


def test_annotated_file_has_no_live_formula() -> None:
    data = workbook(MIXED)
    answer = annotate(data, "list.xlsx", read_table(data, "list.xlsx")["problems"])
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not any("rels" in name and "sheet" in name for name in archive.namelist())


def test_corrected_file_uploads_again() -> None:
    rows = annotated()
    rows[1][1], rows[2][1], rows[3][3], rows[3][7] = "Ким Анна", "Цой Юрий", "1990", "8 700 000 00 04"
    result = read_table(workbook(rows), "list.xlsx")
    assert (len(result["rows"]), result["problems"], result["unknown_columns"]) == (3, [], ["Рост"])


def test_second_round_has_one_reason_column() -> None:
    rows = workbook(annotated())
    again = annotate(rows, "list.xlsx", read_table(rows, "list.xlsx")["problems"])
    assert load_workbook(io.BytesIO(again)).get_sheet_by_index(0).to_python()[0].count("Причина") == 1


def test_rows_with_warnings_only_stay_out() -> None:
    data = lines("ФИО", "Ким Анна", "Ким Анна", "Айгүл")
    problems = read_table(data, "list.csv")["problems"]
    refusal = {"row": 2, "column": "phone", "value": "", "code": "refused", "params": {"text": "занято"}}
    answer = annotate(data, "list.csv", [*problems, refusal])
    assert load_workbook(io.BytesIO(answer)).get_sheet_by_index(0).to_python()[1:] == [["Ким Анна", "phone: строка не принята: занято"]]


def test_every_code_has_three_texts() -> None:
    assert {code: set(texts) for code, texts in _texts().items() if set(texts) != set(LOCALES)} == {}
    assert reason_text({"row": 1, "column": "A", "code": "never_heard", "params": {"text": "x"}}, "kk") == "A: x (never_heard)"


@pytest.mark.parametrize("line, expected", [
    ("Ахметова Айгүл", {}), ("1. Ахметова Айгүл", {}), ("12) Ахметова Айгүл;", {}), ("• Ахметова Айгүл", {}),
    ("Ахметова Айгүл, Шелек, 8 700 000 00 01", {"settlement": "Шелек", "phone": "+77000000001"}),
    ("Ахметова Айгүл – с. Шелек – +7 (700) 000-00-01", {"settlement": "с. Шелек", "phone": "+77000000001"}),
    ("Ахметова Айгүл 87000000001", {"phone": "+77000000001"}),
    ("3\tАхметова Айгүл\tж\t1985\tШелек\tлидер\tОФ «Бірлік»\t77000000001",
     {"sex": "female", "birth_year": 1985, "settlement": "Шелек", "category": "leader", "organisation": "ОФ «Бірлік»", "phone": "+77000000001"}),
    ("Ахметова Айгүл; 15.06.1985 г.р.; НПО", {"birth_year": 1985, "category": "ngo"}),
    ("Ахметова Айгүл, Илийский район", {"settlement": "Илийский район"}),
])
def test_pasted_lines_of_every_kind(line: str, expected: dict) -> None:
    row, = read_pasted(line)["rows"]
    assert row == {"row": 1, "name": "Ахметова Айгүл", "sex": None, "birth_year": None, "settlement": None, "category": None,
                   "organisation": None, "phone": None, "attended": True} | expected


def test_pasted_initials_keep_their_dots() -> None:
    assert [row["name"] for row in read_pasted("Ахметова А.С.\nИванов И. И., Есік")["rows"]] == ["Ахметова А.С.", "Иванов И. И."]


def test_pasted_table_uses_its_header() -> None:
    result = read_pasted("№\tФИО\tТелефон\tСело\n1\tКим Анна\t8 700 000 00 01\tАрыс\n2\t\t8 700 000 00 02\t\n")
    assert result["rows"][0]["settlement"] == "Арыс" and codes(result) == [(3, "name", "name_empty")]


def test_pasted_bad_phone_is_a_problem() -> None:
    result = read_pasted("Ким Анна\nПак Вера, Арыс, 8 912 000 00 01\n")
    assert codes(result) == [(2, "phone", "phone_foreign")] and len(result["rows"]) == 1


def test_pasted_nothing_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_pasted(" \n\t\n")
    assert refusal.value.code == "empty_table"


def lost(result: dict, count: int) -> set[int]:
    """Rows neither taken nor named anywhere."""
    named = {row["row"] for row in result["rows"]} | {problem["row"] for problem in result["problems"]}
    return set(range(1, count + 1)) - named - {note["row"] for note in result["skipped"]}


CELLS = st.one_of(st.text(max_size=12), st.sampled_from(
    ["Ким Анна", "Пак В.", "ж", "z", "1985", "1790", "8 700 000 00 01", "123", "лидер", "Итого", "", "да", "ФИО", "Телефон"]))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8))
def test_pasted_rows_are_never_lost(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(" ".join(cell.replace("\t", " ").split()) for cell in row) for row in rows)
    try:
        result = read_pasted(text)
    except Unreadable:
        return
    plain = text.split("\n")
    silent = lost(result, len(plain)) - set(range(1, (result["header_row"] or 0) + 1))
    assert all(not any(letter.isalpha() for letter in plain[row - 1]) for row in silent)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode), st.binary(max_size=60).map(lambda tail: BOOK[:-60] + tail)))
def test_any_bytes_are_table_or_refusal(data: bytes) -> None:
    try:
        result = read_table(data, "list.xlsx")
    except Unreadable as refusal:
        assert refusal.code
    else:
        assert orjson.loads(orjson.dumps(result)) == result
