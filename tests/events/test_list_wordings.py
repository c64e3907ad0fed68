"""Other wordings of the kinds of `test_list_cases`: each is read right, asked about or handed back."""

from __future__ import annotations

from typing import Any

import pytest

from services.events.participants.reader import read_pasted, read_table
from services.events.participants.reader.cells import mark_of, says_absent
from services.events.participants.reader.phones import normalise_phone
from services.events.participants.reader.sheets import Said
from tests.events.participant_lists import workbook
from tests.events.test_list_cases import Rows, asked, came, codes, drawn, read

AWAY = [
    "отменена",
    "заболел",
    "на больничном",
    "выбыла",
    "не дозвонились",
    "вместо нее Ли О.",
    "не смог приехать",
    "ауырып қалды",
    "келе алмады",
    "waitlist",
]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("да?", None), ("+?", None), ("не был(а)", False), ("ИСТИНА", True), ("ЛОЖЬ", False), ("0.0", False)],
)
def test_a_mark_is_a_yes_a_no_or_comes_back(text: str, mark: bool | None) -> None:
    assert mark_of(text) is mark


def test_a_cross_beside_a_plus_comes_back() -> None:
    """Alone it says yes, as in a square; beside another yes it may be a no."""
    assert came(read([["ФИО", "Явка"], ["Ким Анна", "х"], ["Пак Вера", ""]]))[0][1]
    result = read([["ФИО", "Явка"], ["Ким Анна", "+"], ["Пак Вера", "Х"]])
    assert came(result) == [("Ким Анна", True)] and "attended_unknown" in codes(result)


@pytest.mark.parametrize("title", ["Тіркелді", "Not attended", "Планируемая явка", "Expected attendance"])
def test_a_title_that_only_contains_attendance_is_asked_about(title: str) -> None:
    assert asked(read([["ФИО", title], ["Ким Анна", "да"], ["Пак Вера", "да"]]))


@pytest.mark.parametrize("note", ["не была, замена Ли О.", "отсутствовал по болезни", "болела 2 дня", *AWAY])
def test_absence_with_its_reason_is_absence(note: str) -> None:
    assert says_absent(note)
    rows: Rows = [["ФИО", "Явка", "Примечание"], ["Ким Анна", "+", ""], ["Пак Вера", "+", note]]
    assert "absent_noted" in asked(read(rows))


@pytest.mark.parametrize("caption", ["Приглашённые, но не пришли", "Приглашены и не были"])
def test_a_longer_caption_of_the_absent_is_one(caption: str) -> None:
    rows: Rows = [["ФИО", "Тел"], [caption], ["Пак Вера", 87010000002]]
    result = read_table(workbook(rows), "list.xlsx", Said(everybody=True))
    assert result["rows"] and not any(there for _name, there in came(result))


@pytest.mark.parametrize(
    "row",
    ["с. Шелек", "Село Байтерек", "Шелек ауылы", "Қатысқандар саны", "Из них женщин", "* опоздали двое"],
)
def test_a_village_a_sum_or_a_note_is_nobody(row: str) -> None:
    result = read([["ФИО", "Явка"], [row], ["Ким Анна", "+"]])
    assert came(result) == [("Ким Анна", True)] and len(result["skipped"]) == 1


@pytest.mark.parametrize("text", ["Ким Анна, тренер", "Пак Вера - спикер", "Ли Олег (модератор)"])
def test_a_role_after_a_name_is_left_out_and_can_be_taken_back(text: str) -> None:
    rows: Rows = [["ФИО", "Телефон"], [text, 87000000002]]
    assert [row["why"] for row in read(rows)["skipped"]] == ["role"]
    taken = read_table(workbook(rows), "list.xlsx", Said(take=frozenset({2}), only=True))
    assert [row["name"] for row in taken["rows"]] == [" ".join(text.replace(",", "").split()[:2])]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("директор Ким Анна", "Ким Анна", "role_before_name"),
        ("г-жа Ким Анна", "Ким Анна", "role_before_name"),
        ("Mr. Oleg Li", "Oleg Li", "role_before_name"),
        ("Д.э.н. Пак Вера", "Пак Вера", "role_before_name"),
        ("Ким, Анна", "Ким Анна", "name_comma"),
        ("Ким Анна (Анна)", "Ким Анна", "name_bracket"),
        ("iPhone Айгуль", "iPhone Айгуль", "name_odd_word"),
        ("Ким Анна придёт", "Ким Анна придёт", "name_odd_word"),
    ],
)
def test_what_is_no_part_of_a_name_is_said(text: str, name: str, code: str) -> None:
    result = read([["ФИО", "Телефон"], [text, 87000000002]])
    assert [row["name"] for row in result["rows"]] == [name] and code in codes(result)


@pytest.mark.parametrize("name", ["Иванов И.И.", "Омаров Ерлан Серік ұлы", "ким анна", "Ли О."])
def test_a_plain_name_is_said_nothing_of(name: str) -> None:
    result = read([["ФИО"], [name]])
    assert [row["name"] for row in result["rows"]] == [name] and codes(result) == set()


@pytest.mark.parametrize("again", ["Ким Aнна", "Анна Ким", "КИМ АННА"])
def test_one_person_in_other_letters_or_order_is_noticed(again: str) -> None:
    assert "repeated" in codes(read([["ФИО"], ["Ким Анна"], [again]]))


def test_a_list_under_another_heading_is_read_by_it() -> None:
    rows: Rows = [["ФИО", "Телефон", "Явка"], ["Ким Анна", 87010000001, "+"], []]
    rows += [["№", "Фамилия", "Имя", "Явка"], [1, "Пак", "Вера", "-"], [2, "Ли", "Олег", "+"]]
    result = read(rows)
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False), ("Ли Олег", True)]
    assert codes(result) == {"heading_again"}


def test_a_heading_with_a_word_nobody_knows_moves_no_column() -> None:
    rows: Rows = [["ФИО", "Явка", "Телефон"], ["Ким Анна", "+", ""], ["ФИО", "Согласие на съёмку", "Явка"]]
    result = read([*rows, ["Пак Вера", "+", "-"]])
    assert came(result) == [("Ким Анна", True), ("Пак Вера", False)] and "heading_again" in codes(result)


@pytest.mark.parametrize("second", [["ФИО", "Колонка 5", "Село"], ["ФИО", "Село", "Пол"]])
def test_a_heading_that_leaves_a_question_hands_its_people_back(second: list[str]) -> None:
    rows: Rows = [["ФИО", "Телефон", "Явка"], ["Ким Анна", 87010000001, "+"], second, ["Пак Вера", "+", "ж"]]
    result = read(rows)
    assert came(result) == [("Ким Анна", True)] and "other_heading" in codes(result)


@pytest.mark.parametrize(
    "rows",
    [
        [["ФИО", "Явка", "", ""], ["Ким Анна", "+", "Пак Вера", "-"]],
        [["ФИО", "Фамилия", "Имя"], ["Ким Анна", "Пак", "Вера"]],
    ],
    ids=["untitled", "other surnames"],
)
def test_other_people_beside_the_names_are_asked_about(rows: Rows) -> None:
    assert "second_names" in asked(read(rows))


def test_a_list_in_a_hidden_sheet_is_said() -> None:
    data = workbook([["ФИО"], ["Ким Анна"]], [["ФИО"], ["Пак Вера"]], hidden=(1,))
    assert "sheet_hidden" in codes(read_table(data, "list.xlsx"))


def _failed(_book: Any, sheet: Any) -> None:
    sheet.write_column(0, 0, ["ФИО", "Ким Анна", "Пак Вера"])
    sheet.write_column(0, 1, ["Явка", "", "+"])
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")


def _day_without_value(_book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["ФИО", "14.05", "15.05"])
    sheet.write_row(1, 0, ["Ким Анна", "", "-"])
    sheet.write_formula(1, 1, "=C2", None, "")


def _narrow(_book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["ФИО", "Явка"])
    sheet.write_row(1, 0, ["Ким Анна", "+"])
    sheet.set_column(1, 1, 0)


def _merged_phone(_book: Any, sheet: Any) -> None:
    sheet.write_column(0, 0, ["ФИО", "Ким Анна", "Пак Вера"])
    sheet.write(0, 1, "Телефон")
    sheet.merge_range(1, 1, 2, 1, "87010000001")


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        (_failed, "formula_without_value"),
        (_day_without_value, "formula_without_value"),
        (_narrow, "columns_hidden"),
        (_merged_phone, "cell_merged"),
    ],
)
def test_what_a_sheet_does_not_show_is_said(draw: Any, code: str) -> None:
    assert code in codes(drawn(draw))


@pytest.mark.parametrize("text", ["8701OOOOOO1", "870l0000001", "87010О00001"])
def test_a_letter_among_figures_makes_no_phone(text: str) -> None:
    with pytest.raises(ValueError, match="phone_"):
        normalise_phone(text)


@pytest.mark.parametrize("year", ["1985?", "~1985", "<1985"])
def test_a_year_nobody_is_sure_of_is_said(year: str) -> None:
    assert "birth_year_left_over" in codes(read([["ФИО", "Год рождения"], ["Ким Анна", year]]))


@pytest.mark.parametrize(
    "text",
    [
        "Ким Анна\t+\nПак Вера\t-",
        "Ким Анна +\nПак Вера -",
        "Ким Анна ✅\nПак Вера ❌",
        "✅ Ким Анна\n❌ Пак Вера",
        "+ Ким Анна\n- Пак Вера",
        "[x] Ким Анна\n[ ] Пак Вера",
        "1. Ким Анна, +\n2. Пак Вера, -",
    ],
)
def test_a_sign_beside_a_pasted_name_says_who_came(text: str) -> None:
    assert came(read_pasted(text, Said(everybody=True))) == [("Ким Анна", True), ("Пак Вера", False)]


def test_a_dash_before_pasted_names_alone_is_a_bullet() -> None:
    assert came(read_pasted("- Ким Анна\n- Пак Вера")) == [("Ким Анна", False), ("Пак Вера", False)]
    assert read_pasted("- Ким Анна\n- Пак Вера")["attendance"] == "unsaid"


@pytest.mark.parametrize("mark", [",", ";"])
def test_several_people_of_a_pasted_line_come_back(mark: str) -> None:
    result = read_pasted(f"Ким Анна{mark} Пак Вера{mark} Ли Олег")
    assert result["rows"] == [] and codes(result) == {"name_several"}
    assert "read_as_settlement" in codes(read_pasted(f"Ким Анна{mark} Пак Вера"))
