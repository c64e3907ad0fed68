"""Lists from the field: the right answer of each, and more of the same kinds."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from services.events.participants.reader import read_table
from services.events.participants.reader.cells import read_category, read_sex
from services.events.participants.reader.reasons import reason_text
from services.events.participants.reader.sheets import Said
from shared.language.categories import CATEGORIES
from tests.events.participant_lists import workbook

CASES = Path(__file__).parents[1] / "data" / "cases"
Rows = list[list[Any]]


def case(name: str) -> dict[str, Any]:
    """A file of the cases as read."""
    return read_table((CASES / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")


def read(rows: Rows) -> dict[str, Any]:
    """A sheet of these rows as read."""
    return read_table(workbook(rows), "list.xlsx")


def came(result: dict[str, Any]) -> list[tuple[str, bool]]:
    """Who came, by the list."""
    return [(row["name"], row["attended"]) for row in result["rows"]]


def codes(result: dict[str, Any]) -> set[str]:
    """What was noticed."""
    return {problem["code"] for problem in result["problems"]}


def asked(result: dict[str, Any]) -> list[str]:
    """What is asked before anything counts."""
    return [question["code"] for question in result["questions"]]


def made(draw: Any) -> bytes:
    """A workbook drawn by hand."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        draw(book, book.add_worksheet())
    return target.getvalue()


def drawn(draw: Any) -> dict[str, Any]:
    """A workbook drawn by hand, as read."""
    return read_table(made(draw), "list.xlsx")


def test_side_by_side() -> None:
    names = {row["name"] for row in case("side-by-side")["rows"]}
    assert names == {"Первый Иван", "Второй Иван", "Третий Иван", "Четвёртый Иван"}


def test_days() -> None:
    assert came(case("days"))[2] == ("Дневной Три", False) and came(case("days"))[1][1]


def test_came_or_not() -> None:
    assert came(case("came-or-not")) == [("Статусов Три", True), ("Статусов Четыре", False)]


def test_name_and_last_name() -> None:
    assert came(case("name-and-last-name")) == [("Aida Test", True), ("Test Two", False)]


def test_roles_as_names() -> None:
    result = case("roles-as-names")
    assert len(result["rows"]) == 1 and [row["why"] for row in result["skipped"]] == ["role", "role"]


def test_merged_down() -> None:
    assert [row["organisation"] for row in case("merged-down")["rows"]] == ["ОФ «Проба»"] * 3


def test_formula_year() -> None:
    assert "formula_without_value" in codes(case("formula-year"))


def test_mobile() -> None:
    (row,) = case("mobile")["rows"]
    assert row["phone"] == "+77000002201" and "year_from_age" in codes(case("mobile"))


@pytest.mark.parametrize(
    "title",
    ["Явка", "Отметка о присутствии", "Был(а)", "Статус", "Checked-in", "Келді", "Посещение", "Present"],
)
@pytest.mark.parametrize(
    ("yes", "no"), [("+", "-"), ("да", "нет"), ("иә", "жоқ"), (1, 0), ("V", "Н"), ("✓", "")]
)
def test_marks_are_attendance_under_every_title(title: str, yes: Any, no: Any) -> None:
    result = read([["ФИО", title], ["Ким Анна", yes], ["Пак Вера", no]])
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False)] and asked(result) == []


NOT_THERE = ["не пришёл", "не пришла", "отсутствовал", "отс.", "н/я", "н.я.", "не был", "небыл", "Н/Б"]
NOT_THERE += ["неявка", "не явилась", "не участвовал", "absent", "No-show", "noshow", "didn't attend"]
NOT_THERE += ["келмеді", "қатыспады", "қатысқан жоқ", "келген емес", "болмады", "келмеди", "катыспады"]
THERE = ["пришла", "присутств.", "был", "++", "✔️", "келді", "Иә, қатысты", "катысты", "Checked-in", "да"]


@pytest.mark.parametrize(("marks", "present"), [(NOT_THERE, False), (THERE, True)], ids=["absent", "there"])
def test_marks_are_read_in_three_languages(marks: list[str], present: bool) -> None:
    rows = [["ФИО", "Явка"], *[[f"Ким {chr(0x410 + place) * 3}", mark] for place, mark in enumerate(marks)]]
    result = read(rows)
    assert result["refused"] == [] and {row["attended"] for row in result["rows"]} == {present}


@pytest.mark.parametrize("mark", ["+/-", "±", "?", "частично", "08:45", "2", "зарегистрирован", "отпуск"])
def test_a_mark_nobody_knows_comes_back(mark: str) -> None:
    result = read([["ФИО", "Явка"], ["Ким Анна", "+"], ["Пак Вера", mark]])
    assert came(result) == [("Ким Анна", True)] and codes(result) == {"attended_unknown"}


@pytest.mark.parametrize("mark", NOT_THERE)
@pytest.mark.parametrize("title", ["Примечание", "Организация", "", "Комментарий", "Категория"])
def test_absence_written_under_another_title_is_asked_about(title: str, mark: str) -> None:
    rows: Rows = [["ФИО", title], ["Ким Анна", ""], ["Пак Вера", mark], ["Ли Олег", "с. Шелек"]]
    assert "absent_noted" in asked(read(rows))


@pytest.mark.parametrize(
    "title", ["Х", "", "Сессия", "Колонка 1", "Не явился", "Отсутствовал", "Отсутствие", "No show", "Неявка"]
)
def test_marks_under_an_unknown_or_turned_title_are_asked_about(title: str) -> None:
    assert asked(read([["ФИО", title], ["Ким Анна", "+"], ["Пак Вера", "нет"]]))


@pytest.mark.parametrize("title", ["Согласие на обработку данных", "Guest", "Нужен ноутбук", "Сертификат"])
def test_marks_of_something_else_are_no_attendance(title: str) -> None:
    result = read([["ФИО", title], ["Ким Анна", "да"], ["Пак Вера", "нет"]])
    assert asked(result) == [] and result["unknown_columns"] == [title]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("День 1", "День 2"),
        ("10 мая", "11 мая"),
        ("1-күн", "2-күн"),
        ("Day 1", "Day 2"),
        ("10.05.2022", "11.05.2022"),
        ("Присутствовал утром", "Присутствовал вечером"),
        ("Сессия 1", "Сессия 2"),
        ("12.04", "13.04"),
        ("12 апр", "13 апр"),
        ("12 сәуір", "13 сәуір"),
        ("April 12", "April 13"),
        ("12.04 (вт)", "13.04 (ср)"),
        ("12.04 утро", "12.04 вечер"),
        ("Первый день", "Второй день"),
        ("Бірінші күн", "Екінші күн"),
        ("I день", "II день"),
        ("Day one", "Day two"),
        ("Д1", "Д2"),
    ],
)
def test_several_columns_of_marks_are_days(first: str, second: str) -> None:
    result = read([["ФИО", first, second], ["Ким Анна", "-", "+"], ["Пак Вера", "", "н"]])
    assert result["attendance"] == "days" and [row["attended"] for row in result["rows"]] == [True, False]
    assert result["rows"][0]["days"] == {first: False, second: True}


def test_days_under_a_common_title_are_days() -> None:
    result = read([["ФИО", "Присутствие", ""], ["", "12.04", "13.04"], ["Ким Анна", "-", "+"]])
    assert result["rows"][0]["days"] == {"12.04": False, "13.04": True} and result["refused"] == []


def test_people_under_another_heading_are_read_by_it() -> None:
    first: Rows = [["ФИО", "Телефон", "Явка"], ["Ким Анна", 87000000001, "+"]]
    result = read(
        [*first, [], ["ФИО", "Село", "Явка"], ["Пак Вера", "Шелек", "-"], first[0], ["Ли Олег", "", "+"]]
    )
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False), ("Ли Олег", True)]
    assert codes(result) == {"heading_again"} and result["rows"][1]["settlement"] == "Шелек"


@pytest.mark.parametrize(
    "caption", ["Отсутствовали:", "Не пришли", "Не явились", "Келмегендер:", "Absent", "Резерв", "No-shows"]
)
@pytest.mark.parametrize("everybody", [None, True])
def test_people_under_a_caption_of_the_absent_did_not_come(caption: str, everybody: bool | None) -> None:
    rows: Rows = [["ФИО", "Телефон"], ["Ким Анна", 87000000001], [caption], ["Пак Вера", 87000000002]]
    rows += [["Присутствовали:"], ["Ли Олег", 87000000003]]
    result = read_table(workbook(rows), "list.xlsx", Said(everybody=everybody))
    assert came(result) == [("Ким Анна", bool(everybody)), ("Пак Вера", False), ("Ли Олег", bool(everybody))]
    assert "absent_by_caption" in codes(result)


@pytest.mark.parametrize("name", ["Пак Вера (не пришла)", "Пак Вера - отсутствовала", "Пак Вера [absent]"])
def test_absence_beside_a_name_is_no_part_of_it(name: str) -> None:
    result = read_table(workbook([["ФИО"], [name]]), "list.xlsx", Said(everybody=True))
    assert came(result) == [("Пак Вера", False)] and codes(result) == {"absent_by_name"}


@pytest.mark.parametrize("status", ["Отказ", "Cancelled", "Не участник", "Withdrawn", "не придёт"])
def test_a_status_of_who_does_not_come_is_asked_about(status: str) -> None:
    assert asked(read([["ФИО", "Статус"], ["Ким Анна", "Участник"], ["Пак Вера", status]])) == [
        "absent_noted"
    ]


def test_a_status_that_a_mark_confirms_is_not_asked_about() -> None:
    rows: Rows = [["Full name", "State", "Checked in"], ["Anna Kim", "Completed", "Yes"]]
    assert asked(read([*rows, ["Vera Pak", "Withdrawn", "No"]])) == []
    assert asked(read([*rows, ["Vera Pak", "Withdrawn", "Yes"]])) == ["absent_noted"]


def test_a_list_of_the_absent_is_asked_about() -> None:
    assert asked(read([["№", "ФИО отсутствующих"], [1, "Ким Анна"], [2, "Пак Вера"]])) == ["absent_noted"]


@pytest.mark.parametrize(
    "rows",
    [
        [["FIO", "participants-name"], ["Ким Анна", "x"]],
        [["participants-surname", "participants-name"], ["Ким", "Анна"]],
        [["group_a/familiya", "group_a/imya"], ["Ким", "Анна"]],
        [["Укажите ФИО участника", "Присутствует?"], ["Ким Анна", "Присутствует"]],
        [["Full Name", "Join Time", "Duration"], ["Ким Анна", "9:00", "1h"]],
        [["Список"], ["тренинг"], ["дата"], [], ["ФИО", "Телефон"], ["Ким Анна", 87000000001]],
    ],
    ids=["fio", "odk", "kobo", "labels", "teams", "fifth row"],
)
def test_names_of_groups_and_deep_headings_are_known(rows: Rows) -> None:
    assert [row["name"] for row in read(rows)["rows"]] == ["Ким Анна"]


@pytest.mark.parametrize(
    "rows",
    [
        [["ФИО", "Тел", "", "ФИО", "Тел"], ["Ким Анна", 87000000001, "", "Пак Вера", 87000000002]],
        [["№", "Ф.И.О.", "№", "Ф.И.О."], [1, "Ким Анна", 2, "Пак Вера"]],
        [["Аты-жөні 1", "Аты-жөні 2"], ["Ким Анна", "Пак Вера"]],
        [["Full name", "Village", "Full name", "Village"], ["Ким Анна", "a", "Пак Вера", "b"]],
        [["Фамилия", "Имя", "Фамилия", "Имя"], ["Ким", "Анна", "Пак", "Вера"]],
    ],
    ids=["phones", "numbers", "numbered titles", "villages", "parts"],
)
def test_a_second_list_beside_the_first_is_read_or_asked_about(rows: Rows) -> None:
    result = read(rows)
    names = {row["name"] for row in result["rows"]}
    assert names == {"Ким Анна", "Пак Вера"} or asked(result) or "Фамилия" in result["unknown_columns"]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["Name", "First Name", "Last Name", "Checked in"], ["Anna Kim", "Anna", "Kim", "Yes"]], "Anna Kim"),
        ([["Фамилия", "Имя", "Отчество", "ФИО"], ["Ким", "Анна", "", "Ким Анна"]], "Ким Анна"),
        (
            [["Attendee name", "Attendee name: Given name", "Order code"], ["Anna Kim", "Anna", "X"]],
            "Anna Kim",
        ),
        ([["Timestamp", "Ваше ФИО", "Ваш телефон"], ["1", "Ким Анна", "8 700 000 00 01"]], "Ким Анна"),
        ([["_id", "group/full_name", "group/phone_number"], [1, "Ким Анна", 87000000001]], "Ким Анна"),
        ([["Name (Original Name)", "User Email", "Join Time"], ["Anna Kim", "a@b.kz", "1"]], "Anna Kim"),
        ([["Имя и отчество", "Фамилия"], ["Анна Ивановна", "Ким"]], "Ким Анна Ивановна"),
    ],
    ids=["indico", "parts and whole", "pretix", "google", "kobo", "zoom", "two columns"],
)
def test_exports_of_other_tools_give_one_name(rows: Rows, name: str) -> None:
    assert [row["name"] for row in read(rows)["rows"]] == [name]


@pytest.mark.parametrize(
    "title", ["Отметка времени", "Дата регистрации", "Order code", "Timestamp", "Registration time"]
)
def test_a_list_of_those_registered_is_asked_who_came(title: str) -> None:
    assert asked(read([[title, "ФИО"], ["10.05.2022 9:00", "Ким Анна"]])) == ["registered"]


def test_signed_by_some_is_asked_about() -> None:
    rows: Rows = [["ФИО", "Подпись"], ["Ким Анна", "Ким"], ["Пак Вера", ""]]
    assert asked(read(rows)) == ["signed_in_part"]


@pytest.mark.parametrize(
    "text",
    ["Тренер Олег", "Спикер Ким Анна", "Координатор Пак Вера", "Руководитель Ли Вера", "Басшы Омаров Ерлан"],
)
def test_roles_are_left_out_and_can_be_taken_back(text: str) -> None:
    rows: Rows = [["ФИО", "Телефон"], ["Ким Анна", 87000000001], [text, 87000000002]]
    assert [row["row"] for row in read(rows)["skipped"]] == [3]
    taken = read_table(workbook(rows), "list.xlsx", Said(take=frozenset({3}), only=True))
    assert [row["name"] for row in taken["rows"]] == [text.split(" ", 1)[1]]


def test_a_list_without_a_heading_is_understood_and_asked_about() -> None:
    result = read([[1, "Ким Анна", 87000000001], [2, "Пак Вера", 87000000002], [3, "Ли Олег", 87000000003]])
    assert asked(result) == ["no_header"]
    assert [(row["name"], row["phone"]) for row in result["rows"]][0] == ("Ким Анна", "+77000000001")


def test_a_second_sheet_with_a_list_is_asked_about() -> None:
    result = read_table(workbook([["ФИО"], ["Ким Анна"]], [["ФИО"], ["Пак Вера"]]), "list.xlsx")
    assert asked(result) == ["sheets"] and result["sheets"] == ["Sheet1", "Sheet2"]


def test_struck_out_people_are_left_out_and_hidden_ones_are_said() -> None:
    def draw(book: Any, sheet: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheet.write_column(0, 0, ["ФИО", "Ким Анна", "", "Пак Вера"])
        sheet.write(2, 0, "Ли Олег", struck)
        sheet.set_row(3, None, None, {"hidden": True})

    result = drawn(draw)
    assert [row["name"] for row in result["rows"]] == ["Ким Анна", "Пак Вера"]
    assert [row["why"] for row in result["skipped"]] == ["struck"] and codes(result) == {"rows_hidden"}


def test_hidden_columns_are_said() -> None:
    def draw(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["ФИО", "Телефон"])
        sheet.write_row(1, 0, ["Ким Анна", "87000000001"])
        sheet.set_column(1, 1, None, None, {"hidden": True})

    assert codes(drawn(draw)) == {"columns_hidden"}


@pytest.mark.parametrize(
    "cell", ["Ким Анна, Пак Вера", "Ким Анна\nПак Вера", "Ким Анна; Пак Вера", "Ким Анна и Пак Вера"]
)
def test_two_people_in_a_cell_come_back(cell: str) -> None:
    result = read([["ФИО"], [cell]])
    assert result["rows"] == [] and codes(result) == {"name_several"}


@pytest.mark.parametrize(
    ("title", "cell", "code"),
    [
        ("Год рождения", "1985, из Арыса", "birth_year_left_over"),
        ("Телефон", "8 700 000 00 01, раб. 123456", "phone_left_over"),
        ("Возраст", "старше 30", "age_unreadable"),
        ("ФИО", "Ким Анна Ивановна старший специалист акимата", "name_many_words"),
        ("Телефон", "+7 912 000 00 00", "phone_foreign"),
        ("Категория", "чиновник", "category_unknown"),
    ],
)
def test_what_was_not_taken_of_a_cell_is_a_remark(title: str, cell: str, code: str) -> None:
    rows: Rows = [["ФИО", title], ["Ким Анна", cell]] if title != "ФИО" else [["ФИО"], [cell]]
    result = read(rows)
    assert len(result["rows"]) == 1 and code in codes(result)


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_a_hint_names_only_values_that_are_accepted(locale: str) -> None:
    problem = {"code": "category_unknown", "row": 1, "column": None, "value": "", "params": {}}
    words = reason_text(problem, locale).rsplit(": ", 1)[1].split(", ")
    assert len(words) == len(CATEGORIES) and all(read_category(word, lambda *_, **__: None) for word in words)
    assert read_sex({"ru": "ж", "kk": "ә", "en": "f"}[locale]) == "female"
