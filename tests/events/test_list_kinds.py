"""Kinds of lists that would count somebody who was not there, or lose somebody who was."""

from __future__ import annotations

from typing import Any

import pytest

from services.events.participants.reader import read_pasted, read_table
from services.events.participants.reader.cells import read_birth_year, read_sex
from services.events.participants.reader.sheets import Said
from tests.events.participant_lists import workbook
from tests.events.test_list_cases import Rows, asked, came, codes, drawn, read


@pytest.mark.parametrize("title", ["Роль", "Role", "Рөлі", "Статус", "Категория", "Тип участника"])
@pytest.mark.parametrize("role", ["тренер", "Организатор", "спикер", "Presenter", "баяндамашы"])
def test_whoever_ran_the_gathering_is_left_out_and_can_be_taken_back(title: str, role: str) -> None:
    rows: Rows = [["ФИО", title], ["Ким Анна", "участник"], ["Пак Вера", role]]
    result = read(rows)
    assert [row["name"] for row in result["rows"]] == ["Ким Анна"]
    assert [(row["row"], row["why"]) for row in result["skipped"]] == [(3, "role")]
    taken = read_table(workbook(rows), "list.xlsx", Said(take=frozenset({3}), only=True))
    assert [row["name"] for row in taken["rows"]] == ["Пак Вера"]


def test_what_somebody_does_elsewhere_is_no_role_here() -> None:
    result = read([["ФИО", "Должность"], ["Ким Анна", "тренер"], ["Пак Вера", "координатор"]])
    assert len(result["rows"]) == 2 and not result["skipped"]


@pytest.mark.parametrize("title", ["Причина отсутствия", "Келмеу себебі (қатыспағандар)"])
def test_a_reason_for_absence_is_asked_about(title: str) -> None:
    rows: Rows = [["ФИО", title], ["Ким Анна", "командировка с 5 мая"], ["Пак Вера", ""]]
    assert asked(read(rows)) == ["absent_noted"]


@pytest.mark.parametrize("sign", ["нет", "-", "не был"])
def test_a_signature_that_says_no_is_none(sign: str) -> None:
    assert asked(read([["ФИО", "Подпись"], ["Ким Анна", "Ким"], ["Пак Вера", sign]]))


@pytest.mark.parametrize("title", ["Пришли", "Явились", "Қатысу"])
def test_more_titles_of_attendance_are_known(title: str) -> None:
    rows: Rows = [["ФИО", title], ["Ким Анна", "+"], ["Пак Вера", ""]]
    assert came(read(rows)) == [("Ким Анна", True), ("Пак Вера", False)]


@pytest.mark.parametrize(
    "name", ["Семья Пак", "аноним", "и др.", "Гости из Арыса", "Дети", "және басқалар", "Белгісіз адам"]
)
def test_nobody_is_no_person(name: str) -> None:
    result = read([["ФИО", "Явка"], [name, "+"]])
    assert result["rows"] == [] and codes(result) == {"name_unreadable"}


@pytest.mark.parametrize("name", ["Гостищев Олег", "Қонақбаев Ерлан", "Анонимов Пётр"])
def test_a_surname_like_nobody_is_a_person(name: str) -> None:
    assert [row["name"] for row in read([["ФИО"], [name]])["rows"]] == [name]


@pytest.mark.parametrize(
    "joined", ["Ким Анна мен Пак Вера", "Ли Ольга және Пак Вера", "Anna Kim and Vera Pak"]
)
def test_two_people_joined_in_any_language_come_back(joined: str) -> None:
    result = read([["ФИО"], [joined]])
    assert result["rows"] == [] and "name_several" in codes(result)


@pytest.mark.parametrize("row", ["Группа 1", "2-топ:", "НПО:", "Команда А", "С уважением", "Құрметпен"])
def test_a_caption_is_nobody_and_no_error(row: str) -> None:
    result = read([["ФИО", "Явка"], [row], ["Ким Анна", "+"]])
    assert came(result) == [("Ким Анна", True)]
    assert not result["problems"] and [line["why"] for line in result["skipped"]] == ["note"]


@pytest.mark.parametrize("name", ["Рахмет Әлия", "Қайырлы Болат"])
def test_a_name_that_is_a_greeting_too_is_a_person(name: str) -> None:
    assert [row["name"] for row in read([["ФИО", "Телефон"], [name, 87010000001]])["rows"]] == [name]
    thanked = read([["ФИО"], ["Ким Анна"], ["Рахмет!"], ["Рахмет барлығыңызға"], ["Қайырлы күн"]])
    assert [line["why"] for line in thanked["skipped"]] == ["note"] * 3


@pytest.mark.parametrize("none", ["-", "нет", "жоқ", "отсутствует", "Без отчества"])
@pytest.mark.parametrize("titles", [["ФИО", "Отчество"], ["Фамилия", "Имя", "Отчество"]])
def test_a_patronymic_nobody_has_is_no_part_of_a_name(titles: list[str], none: str) -> None:
    names = ["Ким Анна"] if len(titles) == 2 else ["Ким", "Анна"]
    assert [row["name"] for row in read([titles, [*names, none]])["rows"]] == ["Ким Анна"]


def test_a_list_on_its_side_is_asked_about() -> None:
    rows: Rows = [["ФИО", "Ким Анна", "Пак Вера"], ["Телефон", 87010000001, 87010000002], ["Явка", "+", "-"]]
    assert "second_names" in asked(read(rows))
    assert "second_names" not in asked(read([["Name", "User Email"], ["iPhone", "a@b.kz"], ["Anna", ""]]))


@pytest.mark.parametrize("titles", [["Женщины", "Мужчины"], ["Присутствовали", "Отсутствовали"]])
def test_people_in_two_columns_under_other_titles_are_asked_about(titles: list[str]) -> None:
    assert "second_names" in asked(read([titles, ["Ким Анна", "Ли Олег"], ["Пак Вера", "Цой Яков"]]))


def test_a_struck_mark_comes_back() -> None:
    def draw(book: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ["ФИО", "Ким Анна", "Пак Вера"])
        sheet.write_column(0, 1, ["Явка", "+"])
        sheet.write(2, 1, "+", book.add_format({"font_strikeout": True}))

    result = drawn(draw)
    assert came(result) == [("Ким Анна", True)] and codes(result) == {"attended_unknown"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ким Анна была\nПак Вера не была", [("Ким Анна", True), ("Пак Вера", False)]),
        ("Ким Анна келді\nПак Вера келмеді", [("Ким Анна", True), ("Пак Вера", False)]),
        ("Ким Анна\nС уважением, Ли Олег", [("Ким Анна", False)]),
        ("Ким Анна Болды\nЛи Ия", [("Ким Анна Болды", False), ("Ли Ия", False)]),
    ],
)
def test_words_after_a_pasted_name_say_who_came(text: str, people: list[tuple[str, bool]]) -> None:
    assert came(read_pasted(text)) == people


def test_a_second_phone_of_a_line_is_no_village() -> None:
    result = read_pasted("Ким Анна 87010000001 Пак Вера 87020000002")
    assert result["rows"] == [] and "name_several" in codes(result)
    (row,) = read_pasted("Ким Анна, 87010000001, 87020000002, Шелек")["rows"]
    assert (row["phone"], row["settlement"]) == ("+77010000001", "Шелек")


@pytest.mark.parametrize("date", ["1 января 1990", "13 қаңтар 1990 ж.", "январь 1990", "13 01 1990"])
def test_a_date_in_words_is_a_date(date: str) -> None:
    noted: list[str] = []
    assert read_birth_year(date, 2022, lambda code, **_: noted.append(code)) == 1990 and not noted


@pytest.mark.parametrize(
    ("word", "sex"), [("женский пол", "female"), ("қыз бала", "female"), ("юноша", "male")]
)
def test_more_words_of_sexes_are_known(word: str, sex: str) -> None:
    assert read_sex(word) == sex


def test_an_extension_of_a_phone_is_said() -> None:
    assert "phone_left_over" in codes(read([["ФИО", "Телефон"], ["Ким Анна", "8 701 000 00 01 доб. 12"]]))


def test_a_name_struck_in_part_comes_back() -> None:
    def draw(book: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ["ФИО", "Ким Анна"])
        sheet.write_rich_string(2, 0, book.add_format({"font_strikeout": True}), "Пак Вера", " Ли Олег")

    result = drawn(draw)
    assert [row["name"] for row in result["rows"]] == ["Ким Анна"] and codes(result) == {"struck_in_part"}


def test_a_note_on_a_cell_is_said() -> None:
    def draw(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["ФИО", "Явка"])
        sheet.write_row(1, 0, ["Ким Анна", "+"])
        sheet.write_comment(1, 1, "не пришла, отмечена по ошибке")

    (problem,) = drawn(draw)["problems"]
    assert (problem["row"], problem["code"], problem["value"]) == (
        2,
        "cell_note",
        "не пришла, отмечена по ошибке",
    )


@pytest.mark.parametrize(
    ("title", "listener", "ran"),
    [
        ("Участие", "слушатель", "спикер"),
        ("Участие в тренинге", "участник", "тренер"),
        ("Қатысуы", "тыңдаушы", "баяндамашы"),
    ],
)
def test_a_column_of_taking_part_may_hold_roles(title: str, listener: str, ran: str) -> None:
    result = read([["ФИО", title], ["Ким Анна", listener], ["Пак Вера", ran]])
    assert [row["name"] for row in result["rows"]] == ["Ким Анна"] and not codes(result)
    assert result["attendance"] == "unsaid" and [row["why"] for row in result["skipped"]] == ["role"]


def test_marks_among_roles_come_back() -> None:
    result = read([["ФИО", "Участие"], ["Ким Анна", "слушатель"], ["Пак Вера", "нет"]])
    assert came(result) == [("Пак Вера", False)] and codes(result) == {"attended_unknown"}


@pytest.mark.parametrize(("last", "questions"), [("", ["signed_in_part"]), ("Ли", [])])
def test_who_signed_on_any_day_came(last: str, questions: list[str]) -> None:
    result = read(
        [
            ["ФИО", "Подпись 03.06", "Подпись 04.06"],
            ["Ким Анна", "Ким", ""],
            ["Пак Вера", "Пак", "Пак"],
            ["Ли Олег", "", last],
        ]
    )
    assert asked(result) == questions


@pytest.mark.parametrize("title", ["ФИО, должность", "Аты-жөні, лауазымы", "ФИО, место работы"])
@pytest.mark.parametrize("work", ["аким", "директор школы", "ОФ «Дос», юрист"])
def test_a_position_beside_the_name_is_left_out_and_said(title: str, work: str) -> None:
    result = read([["№", title], ["1", f"Ким Анна, {work}"]])
    assert [row["name"] for row in result["rows"]] == ["Ким Анна"]
    assert [problem["params"] for problem in result["problems"]] == [{"role": work}]


def test_two_people_of_a_cell_stay_two_where_no_position_is_asked_for() -> None:
    assert codes(read([["№", "ФИО"], ["1", "Ким Анна, муж Олег"]])) == {"name_several"}
