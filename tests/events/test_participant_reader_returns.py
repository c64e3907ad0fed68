import io
import zipfile
from datetime import date

from python_calamine import load_workbook

from services.events.participants.reader import annotate, read_table
from services.events.participants.reader.reasons import LOCALES, _texts, reason_text
from tests.events.participant_lists import GOOD, TITLES, lines, workbook

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
    assert load_workbook(io.BytesIO(answer)).get_sheet_by_index(0).to_python()[1:] == [["Ким Анна",
        "phone: строка не принята: занято"]]


def test_every_code_has_three_texts() -> None:
    assert {code: set(texts) for code, texts in _texts().items() if set(texts) != set(LOCALES)} == {}
    assert reason_text({"row": 1, "column": "A", "code": "never_heard", "params": {"text": "x"}},
        "kk") == "A: x (never_heard)"


