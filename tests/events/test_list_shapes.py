"""Shapes of lists: headings of two rows, names in parts, times of arrival, words of a pasted line."""

from __future__ import annotations

from services.events.participants.reader import read_pasted
from tests.events.test_list_cases import Rows, asked, came, codes, read


def test_days_called_alike_are_kept_apart() -> None:
    rows: Rows = [["ФИО", "10.05", "", "11.05", ""], ["", "утро", "вечер", "утро", "вечер"]]
    result = read([*rows, ["Ким Анна", "", "", "+", ""], ["Пак Вера", "-", "-", "-", "-"]])
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False)]
    assert sum(result["rows"][0]["days"].values()) == 1 and len(result["rows"][0]["days"]) == 4


def test_two_columns_of_one_title_are_two_days() -> None:
    result = read([["ФИО", "Явка", "Явка"], ["Ким Анна", "+", "-"], ["Пак Вера", "-", "-"]])
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False)]


def test_marks_under_numbers_of_days_are_asked_about() -> None:
    rows: Rows = [["ФИО", "Май", ""], ["", 10, 11], ["Ким Анна", "+", "-"], ["Пак Вера", "-", "-"]]
    assert set(asked(read(rows))) == {"marks_unknown"}


def test_a_patronymic_of_its_own_column_is_part_of_the_name() -> None:
    assert came(read([["Фамилия Имя", "Отчество", "Явка"], ["Ким Анна", "Ивановна", "+"]])) == [
        ("Ким Анна Ивановна", True)
    ]
    assert came(read([["ФИО", "Отчество", "Явка"], ["Ким Анна Ивановна", "Ивановна", "+"]])) == [
        ("Ким Анна Ивановна", True)
    ]


def test_given_names_and_surnames_of_participants_are_one_name() -> None:
    rows: Rows = [
        ["Имя участника", "Фамилия участника", "Явка"],
        ["Анна", "Ким", "да"],
        ["Вера", "Пак", "нет"],
    ]
    assert came(read(rows)) == [("Ким Анна", True), ("Пак Вера", False)] and not asked(read(rows))


def test_names_of_trainers_beside_names_of_participants_are_no_participants() -> None:
    rows: Rows = [["ФИО тренера", "ФИО участника", "Явка"], ["Пак Вера", "Ким Анна", "+"]]
    assert came(read(rows)) == [("Ким Анна", True)]


def test_no_time_of_arrival_is_asked_about() -> None:
    for nothing in ("", "-"):
        rows: Rows = [["ФИО", "Время прихода"], ["Ким Анна", "10:00"], ["Пак Вера", nothing]]
        assert asked(read(rows)) == ["arrived_in_part"]


def test_a_sign_in_brackets_after_a_name_says_who_came() -> None:
    result = read([["ФИО"], ["Ким Анна (+)"], ["Пак Вера (-)"], ["Ли Олег (н)"], ["Цой Ян (2)"]])
    assert came(result) == [
        ("Ким Анна", True),
        ("Пак Вера", False),
        ("Ли Олег", False),
        ("Цой Ян", False),
    ]
    assert [p["row"] for p in result["problems"] if p["code"] == "absent_by_name"] == [3, 4]


def test_an_organisation_after_a_dash_is_said() -> None:
    assert "name_odd_word" in codes(read([["ФИО"], ["Ким Анна – НПО «А»"]]))


def test_a_role_of_a_pasted_line_is_left_out() -> None:
    result = read_pasted("Ким Анна, тренер\nПак Вера, Шелек, лидер")
    assert [row["name"] for row in result["rows"]] == ["Пак Вера"]
    assert [row["why"] for row in result["skipped"]] == ["role"]


def test_a_person_with_a_mark_in_the_place_of_a_village_is_said() -> None:
    assert "read_as_settlement" in codes(read_pasted("Ким Анна пришла, Пак Вера не пришла"))
