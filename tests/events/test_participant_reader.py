import io
from datetime import date

import pytest
import xlsxwriter

from services.events.participants.reader import read_table
from services.events.participants.reader.cells import word_key
from services.events.participants.reader.sheets import Said
from services.events.participants.reader.words import ATTENDED_BY_WORD, CATEGORY_BY_WORD, SEX_BY_WORD
from shared.limited import Unreadable
from tests.events.participant_lists import GOOD, TITLES, codes, lines, workbook


def test_plain_workbook_is_read_whole() -> None:
    result = read_table(workbook([TITLES, GOOD]), "list.xlsx")
    assert result["rows"] == [
        {
            "row": 2,
            "name": "Ахметова Айгүл Серікқызы",
            "sex": "female",
            "birth_year": 1985,
            "settlement": "с. Шелек",
            "category": "leader",
            "organisation": "ОФ «Бірлік»",
            "phone": "+77000000001",
            "attended": False,
        }
    ]
    assert result["problems"] == result["unknown_columns"] == result["skipped"] == []


def test_titles_numbering_and_signatures_are_tolerated() -> None:
    rows = [
        ["Список участников тренинга «МСУ»"],
        ["г. Кентау", "", date(2022, 4, 15)],
        [],
        TITLES,
        list(range(1, 10)),
        GOOD,
        [],
        [2, "Ким Анна"],
        [3],
        ["Алматинская область"],
        TITLES,
        [4, "Пак Вера"],
        ["Итого: 3"],
        ["", "Организатор:", "", "________", "Петров П."],
    ]
    result = read_table(workbook(rows), "list.xlsx")
    assert [row["row"] for row in result["rows"]] == [6, 8, 12] and result["problems"] == []
    assert [note["row"] for note in result["skipped"]] == [10, 11, 13, 14]


def test_merged_title_above_is_tolerated() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:I2", "Қатысушылар тізімі")
        sheet.write_row(2, 0, TITLES)
        sheet.write_row(3, 0, GOOD)
    assert len(read_table(target.getvalue(), "list.xlsx")["rows"]) == 1


@pytest.mark.parametrize(
    "titles",
    [
        "Аты-жөні;Жынысы;Туған жылы;Елді мекен;Санаты;Ұйым;Телефоны;Қолы",
        "Name;Sex;Year of birth;Village;Category;Organisation;Phone;Signature",
        "Қатысушының аты-жөні / Ф.И.О. участника;"
        "Жынысы/Пол;Г.р.;Ауыл/Село;Санат;Жұмыс орны, лауазымы;Ұялы тел.;Подпись",
        "Т.А.Ә.;Gender;Дата рождения;Место жительства (адрес);Статус;Место работы, должность;"
        "Контактный телефон;Қолтаңба",
        "Участник;Пол участника;Born;Город, село;Категория участника;Наименование организации;Моб.;Роспись",
    ],
)
def test_columns_are_known_by_meaning(titles: str) -> None:
    result = read_table(lines(titles, "Ким Анна;ж;1985;Арыс;житель;ОФ;8 700 000 00 01;"), "list.csv")
    assert set(result["columns"]) == {
        "name",
        "sex",
        "birth_year",
        "settlement",
        "category",
        "organisation",
        "phone",
    }
    assert result["unknown_columns"] == [] and result["rows"][0]["category"] == "resident"


def test_separate_name_columns_join() -> None:
    rows = lines("Тегі;Аты;Әкесінің аты;Телефон", "Ахметова;Айгүл;Серікқызы;", ";;;8 700 000 00 01")
    result = read_table(rows, "list.csv")
    assert result["rows"][0]["name"] == "Ахметова Айгүл Серікқызы"
    assert codes(result) == [(3, "name", "name_empty")] and result["problems"][0]["column"] == "Тегі"


def test_header_of_two_rows_is_joined() -> None:
    rows = [
        ["№", "Ф.И.О.", "Контактные данные", "", "Подпись"],
        ["", "", "телефон", "e-mail", ""],
        [1, "Ким Анна", "87000000001", "a@b.kz", ""],
    ]
    result = read_table(workbook(rows), "list.xlsx")
    assert result["rows"][0]["phone"] == "+77000000001"
    assert result["unknown_columns"] == ["e-mail"] and result["header_row"] == 2


def test_unknown_columns_are_named() -> None:
    result = read_table(lines("ФИО;Рост;;Телефон 1;Телефон 2", "Ким Анна;170;вещь;;;лишнее"), "list.csv")
    assert result["unknown_columns"] == ["Рост", "Телефон 2", "C", "F"]


def test_table_without_names_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_table(lines("Отчёт за май;;", "Рост;Вес;Цвет", "170;60;синий"), "list.csv")
    assert (refusal.value.code, refusal.value.params["headers"]) == (
        "unknown_columns",
        ["Рост", "Вес", "Цвет"],
    )


def test_each_bad_cell_has_its_reason() -> None:
    rows = lines(
        "ФИО;Пол;Год рождения;Телефон;Категория;Присутствовал",
        ";ж;1990;;;да",
        "Ким Анна;z;1790;123;лидир;может быть",
        "12345;;;;;да",
        "М?хамедов Айдос;;;;;да",
        "???;;;;;да",
        "Иван 2;;;;;да",
        f"{'Ким ' * 60};;;;;да",
        "Пак Вера;;8 мая;+7 912 000 00 00;;нет",
        "Цой Юрий;;;7.7E+10;;+",
    )
    result = read_table(rows, "list.csv")
    assert [row["row"] for row in result["rows"]] == [10]
    assert codes(result) == [
        (2, "name", "name_empty"),
        (3, "sex", "sex_unknown"),
        (3, "birth_year", "birth_year_impossible"),
        (3, "category", "category_unknown"),
        (3, "phone", "phone_too_short"),
        (3, "attended", "attended_unknown"),
        (4, "name", "name_has_digits"),
        (5, "name", "name_letters_lost"),
        (6, "name", "name_unreadable"),
        (7, "name", "name_has_digits"),
        (8, "name", "text_too_long"),
        (9, "birth_year", "birth_year_unreadable"),
        (9, "phone", "phone_foreign"),
        (10, "phone", "phone_rounded"),
    ]


def test_problem_names_column_value_and_closest() -> None:
    (problem,) = read_table(lines("ФИО;Санаты", "Ким Анна;лидир"), "list.csv")["problems"]
    assert problem == {
        "row": 2,
        "column": "Санаты",
        "field": "category",
        "value": "лидир",
        "code": "category_unknown",
        "params": {"closest": "лидер"},
        "level": "warning",
    }


def test_same_person_twice_only_warns() -> None:
    rows = lines(
        "ФИО;Телефон;Год рождения",
        "Ким Анна;87000000001;1985",
        "КИМ  АННА;;",
        "Ким Анна;;1999",
        "Ким Анна;87000000002;1985",
    )
    result = read_table(rows, "list.csv")
    assert len(result["rows"]) == 4 and codes(result) == [(3, "name", "repeated")]
    assert result["repeated"] == [{"name": "Ким Анна", "rows": [2, 3]}]


@pytest.mark.parametrize(
    "cell, year",
    [
        (1985, 1985),
        (1985.0, 1985),
        ("1985", 1985),
        ("1985 г.р.", 1985),
        ("15.06.1985", 1985),
        ("15/06/85", 1985),
        ("01.02.05", 2005),
        ("1985-06-15", 1985),
        (date(1985, 6, 15), 1985),
        (date(1905, 6, 7), 1985),
        (31213, 1985),
        ("", None),
        ("-", None),
        ("1985 жылы", 1985),
    ],
)
def test_birth_years_of_every_form(cell: object, year: int | None) -> None:
    row = read_table(workbook([["ФИО", "Дата рождения"], ["Ким Анна", cell]]), "list.xlsx")["rows"][0]
    assert row["birth_year"] == year


@pytest.mark.parametrize(
    "cell, phone",
    [
        (77000000001.0, "+77000000001"),
        (87000000001, "+77000000001"),
        (7000000001, "+77000000001"),
        ("8(700)000-00-01", "+77000000001"),
        ("8 700 000 00 01, 8 700 000 00 02", "+77000000001"),
        ("раб. 12-34; 8 700 000 00 01", "+77000000001"),
        ("нет", None),
    ],
)
def test_phones_of_every_form(cell: object, phone: str | None) -> None:
    assert (
        read_table(workbook([["ФИО", "Телефон"], ["Ким Анна", cell]]), "list.xlsx")["rows"][0]["phone"]
        == phone
    )


@pytest.mark.parametrize(
    ("everybody", "told"),
    [(None, ("unsaid", False)), (False, ("nobody", False)), (True, ("everybody", True))],
)
def test_without_a_column_of_marks_nobody_came_unless_it_is_said(
    everybody: bool | None, told: tuple[str, bool]
) -> None:
    result = read_table(lines("ФИО", "Ким Анна"), "list.csv", Said(everybody=everybody))
    assert (result["attendance"], result["rows"][0]["attended"]) == told


def test_attendance_marks_are_read() -> None:
    marks = ["да", "+", True, "Қатысты", 1, "нет", "-", "жоқ", False, 0, ""]
    result = read_table(
        workbook(
            [["ФИО", "Қатысты"], *[[f"Ким {'А' * (2 + place)}", mark] for place, mark in enumerate(marks)]]
        ),
        "list.xlsx",
    )
    assert [row["attended"] for row in result["rows"]] == [True] * 5 + [False] * 6


def test_empty_attendance_column_is_pointed_out() -> None:
    result = read_table(lines("ФИО;Присутствовал", "Ким Анна;", "Пак Вера;"), "list.csv")
    assert codes(result) == [(None, None, "attended_column_empty")]
    assert [row["attended"] for row in result["rows"]] == [False, False]


def test_several_categories_keep_the_first() -> None:
    result = read_table(lines("ФИО;Категория", "Ким Анна;НПО, лидер"), "list.csv")
    assert result["rows"][0]["category"] == "ngo" and codes(result) == [(2, "category", "category_several")]


@pytest.mark.parametrize(
    "word, category",
    [
        ("Лидер местного сообщества", "leader"),
        ("Қоғамдық пікір көшбасшысы", "opinion_leader"),
        ("Ауыл әкімдігінің өкілі", "akimat"),
        ("ҮЕҰ", "ngo"),
        ("Молодёжь", "youth"),
        ("жастар", "youth"),
        ("Ауыл тұрғыны", "resident"),
        ("ЖӨБ субъектісі", "lsg_actor"),
        ("Член собрания местного сообщества", "assembly_member"),
        ("Шаруа қожалығы", "business"),
        ("СМИ", "media"),
        ("Басқа", "other"),
        ("opinion_leader", "opinion_leader"),
        ("Non-governmental organisation", "ngo"),
        ("өзін-өзі басқару", "lsg_actor"),
    ],
)
def test_categories_of_three_languages_are_known(word: str, category: str) -> None:
    assert (
        read_table(lines("ФИО;Категория", f"Ким Анна;{word}"), "list.csv")["rows"][0]["category"] == category
    )


def test_dictionaries_hold_normal_words_only() -> None:
    words = [*CATEGORY_BY_WORD, *SEX_BY_WORD]
    assert [word for word in words if word_key(word) != word] == []
    assert set(ATTENDED_BY_WORD.values()) == {True, False}
