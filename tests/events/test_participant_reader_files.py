import base64
import io
import zipfile

import orjson
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.participants.reader import read_bytes, read_table
from shared.limited import Unreadable, run_limited
from tests.events.participant_lists import GOOD, TITLES, codes, lines, workbook

TARGET = "services.events.participants.reader:read_bytes"
BOOK = workbook([TITLES, GOOD])


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
    return (
        '<?xml version="1.0"?><worksheet '
        f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}'
        "</sheetData></worksheet>"
    ).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_encodings_of_windows_are_read(encoding: str) -> None:
    data = "ФИО\tСело\nӘбдіғалиева Ңұрғүл Өмірқызы\tҚұрық\n".encode(encoding)
    assert read_table(data, "list.csv")["rows"][0]["name"] == "Әбдіғалиева Ңұрғүл Өмірқызы"


def test_russian_windows_file_is_read() -> None:
    assert (
        read_table("ФИО;Село\r\nИванова Алёна;Есик\r\n".encode("cp1251"), "list.csv")["rows"][0]["name"]
        == "Иванова Алёна"
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters_are_told_apart(delimiter: str) -> None:
    data = (
        delimiter.join(["ФИО", "Организация", "Телефон"])
        + "\n"
        + delimiter.join(["Ким Анна", '"ОФ ""А, Б; В"""', "87000000001"])
    )
    row = read_table(data.encode(), "list.csv")["rows"][0]
    assert (row["organisation"], row["phone"]) == ('ОФ "А, Б; В"', "+77000000001")


def test_unclosed_quote_loses_no_row() -> None:
    data = lines("sep=;", "ФИО;Организация", 'Ким Анна;"Бірлік', "Пак Вера;ОФ", "Цой Юрий;ОО")
    assert [row["name"] for row in read_table(data, "list.csv")["rows"]] == [
        "Ким Анна",
        "Пак Вера",
        "Цой Юрий",
    ]


def test_list_is_found_among_sheets() -> None:
    other = [["ФИО", "Пол"], ["Пак Вера", "ж"]]
    result = read_table(
        workbook([["Отчёт"]], [TITLES, GOOD], other, [TITLES, GOOD], hidden=(3,)), "list.xlsx"
    )
    said = [(None, None, "sheet_not_read"), (None, None, "sheet_hidden")]
    assert result["sheet"] == "Sheet2" and codes(result) == said
    assert result["problems"][0]["params"] == {"sheet": "Sheet3"}


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b" \r\n\0", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"%PDF-1.7 x", "not_a_table"),
        (b"<html><table><tr><td>\xd0\xa4", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (bytes(range(1, 32)) * 40, "not_a_table"),
        (rezipped(BOOK, xl__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"), "macros"),
        (BOOK[:-300], "broken"),
        (BOOK[:900], "broken"),
        (b"PK\5\6" + bytes(18), "not_a_table"),
        (workbook([]), "empty_table"),
        (workbook([["a"]]), "unknown_columns"),
        (b"x" * (32 * 1024 * 1024 + 1), "too_big"),
        (lines("ФИО", *["Ким Анна"] * 100_001), "too_many_rows"),
        (lines("ФИО" + ";" * 201), "too_many_columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_refused_by_code(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    "cells, code",
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "too_many_rows",
        ),
        ('<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>', "too_many_columns"),
        ('<row r="9"><c r = "xfd9"><v>1</v></c></row>', "too_many_columns"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>', "too_many_rows"),
    ],
)
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
    given = {
        "filename": "list.csv",
        "data": base64.b64encode(bad).decode(),
        "problems": read_table(bad, "list.csv")["problems"],
    }
    answer = run_limited("services.events.participants.reader:annotate_bytes", orjson.dumps(given))
    assert base64.b64decode(answer["data"]).startswith(b"PK")
    assert read_bytes(orjson.dumps({"text": "Ким Анна"}))["rows"][0]["name"] == "Ким Анна"


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.binary(max_size=60).map(lambda tail: BOOK[:-60] + tail),
    )
)
def test_any_bytes_are_table_or_refusal(data: bytes) -> None:
    try:
        result = read_table(data, "list.xlsx")
    except Unreadable as refusal:
        assert refusal.code
    else:
        assert orjson.loads(orjson.dumps(result)) == result
