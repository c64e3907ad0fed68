"""What the reader finds beside the plan: who signs it, its agreement, roles, targets by place or month."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document as DocumentObject

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import PASSPORT, TRAININGS, Rows, add_table, indicators, one_task, why
from tests.suite import DATA

REAL = (DATA / "detailed-description.docx").read_bytes()
TEAM = ("ФИО", "Роль", "Контактная информация", "Обязанности", "Занятость в проекте")


def with_end(*parts: str | Rows, first: str = "", **more: Any) -> dict[str, Any]:
    """A plan that ends with these paragraphs and tables, read."""

    def change(document: DocumentObject) -> None:
        if first:
            document.paragraphs[0].insert_paragraph_before(first)
        for part in parts:
            document.add_paragraph(part if isinstance(part, str) else "Приложение")
            if not isinstance(part, str):
                add_table(document, part)

    return read_plan(one_task(TRAININGS, passport=PASSPORT, change=change, **more))


def signed(read: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Side, post and name of everybody who signs."""
    return [(row["side"], row["role"], row["name"]) for row in read["passport"]["signatories"]]


def member(role: str, employment: str = "30%") -> dict[str, Any]:
    """A plan whose team has one member, read."""
    return with_end([TEAM, ("Сотрудник 1", role, "тел.", "Ведёт проект", employment)])


def test_real_plan_names_the_posts_of_both_sides() -> None:
    assert signed(read_plan(REAL)) == [
        ("grantee", "Президент", ""),
        ("grantor", "И.о. Председателя Правления", ""),
        ("grantor", "Заместитель Председателя Правления", ""),
        ("grantor", "Главный менеджер Департамента управления проектами", ""),
    ]


def test_real_plan_says_whose_posts_they_are() -> None:
    assert "ГАМО" in read_plan(REAL)["passport"]["signatories"][0]["organisation"]


def test_real_plan_names_no_agreement() -> None:
    assert read_plan(REAL)["passport"]["agreement"] is None


def test_roles_of_the_real_team_are_recognised() -> None:
    codes = [row["role_code"] for row in read_plan(REAL)["team"]]
    assert codes == ["lead", "accountant", "pr", "coordinator", "assistant"]


def test_name_after_the_line_is_the_signatory_s_without_the_stamp() -> None:
    read = with_end("Грантополучатель: ОФ «Кітап әлемі»", "Директор ____________ Иванова А. Б. М.П.")
    assert signed(read) == [("grantee", "Директор", "Иванова А. Б.")]


def test_kazakh_sides_are_read() -> None:
    read = with_end(
        "Грант алушы: «Кітап әлемі» ҚҚ",
        "Төраға ________ А. Серікова",
        "Грант беруші:",
        "Басқарма төрағасы _____",
    )
    assert signed(read) == [("grantee", "Төраға", "А. Серікова"), ("grantor", "Басқарма төрағасы", "")]


def test_two_sides_of_a_table_are_read_column_by_column() -> None:
    sides = (
        "Грантополучатель:\nОФ «Кітап әлемі»\nДиректор ______ Иванова А.",
        "Грантодатель:\nНАО «Центр»\nПредседатель ______",
    )
    read = with_end([sides])
    assert signed(read) == [("grantee", "Директор", "Иванова А."), ("grantor", "Председатель", "")]
    assert not read["unread"] or "Грантополучатель" not in why(read["unread"])


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("Приложение № 3 к договору гранта № 45-ГС от 28.03.2022", "45-ГС", "2022-03-28"),
        (
            "к договору о предоставлении гранта от «28» марта 2022 года № 7/22",
            "7/22",
            "2022-03-28",
        ),
        ("2022 жылғы 28 наурыздағы № 45 грант шартына № 3 қосымша", "45", "2022-03-28"),
        ("Приложение № 3 к договору гранта № 45", "45", None),
    ],
)
def test_agreement_is_read_with_its_day(line: str, number: str, day: str | None) -> None:
    assert with_end(first=line)["passport"]["agreement"] == {"number": number, "date": day}


@pytest.mark.parametrize("line", ["Приложение № 3 к договору № ____ от «__» ____ 2022", "Приложение № 3"])
def test_agreement_left_blank_is_none(line: str) -> None:
    assert with_end(first=line)["passport"]["agreement"] is None


@pytest.mark.parametrize(
    "role",
    ["Координатор, бухгалтер", "Координатор / тренер", "Тренер, координатор", "үйлестіруші әрі сарапшы"],
)
def test_two_roles_in_one_cell_are_a_doubt(role: str) -> None:
    read = member(role)
    assert (read["team"][0]["role"], read["team"][0]["role_code"]) == (role, "coordinator")
    assert "в ячейке названо несколько ролей" in why(read["doubts"])


@pytest.mark.parametrize("role", ["Координатор по работе с НПО и СМИ", "Координатор, Шымкент", "Водитель"])
def test_one_role_in_many_words_is_no_doubt(role: str) -> None:
    assert "в ячейке названо несколько ролей" not in why(member(role)["doubts"])


@pytest.mark.parametrize(
    ("role", "employment"), [("Бухгалтер", "0,5 ставки"), ("Бухгалтер (0,5 ставки)", "")]
)
def test_part_of_a_post_is_a_doubt(role: str, employment: str) -> None:
    read = member(role, employment)
    assert (read["team"][0]["role_code"], read["team"][0]["employment_percent"]) == ("accountant", 50)
    assert "часть ставки" in why(read["doubts"])


def test_per_cent_of_employment_is_no_doubt() -> None:
    assert "часть ставки" not in why(member("Бухгалтер")["doubts"])


def test_targets_by_region_are_read_from_a_table() -> None:
    read = with_end(
        [
            ("№", "Индикатор", "Павлодарская область", "Костанайская область", "Итого"),
            ("1", "Количество участников", "40", "20", "60"),
            ("2", "Количество тренингов", "3", "-", "4"),
        ]
    )
    found = {row["name"]: row.get("targets") for row in indicators(read)}
    assert found["Количество участников"] == [
        {"region": "pavlodar", "month": None, "value": 40},
        {"region": "kostanay", "month": None, "value": 20},
    ]
    assert found["Количество тренингов"] == [{"region": "pavlodar", "month": None, "value": 3}]
    assert "Таблица" not in why(read["unread"])


def test_targets_by_month_take_the_year_of_the_plan() -> None:
    read = with_end([("Показатель", "март", "апрель", "май"), ("1.1.3", "20", "20", "20")])
    assert [row["month"] for row in indicators(read)[2]["targets"]] == ["2024-03", "2024-04", "2024-05"]


def test_kazakh_headings_are_regions_and_months_too() -> None:
    read = with_end(
        [("Индикатор", "Павлодар облысы", "Қостанай облысы"), ("Количество участников", "30", "30")]
    )
    assert [row["region"] for row in indicators(read)[2]["targets"]] == ["pavlodar", "kostanay"]


def test_row_like_no_indicator_is_not_read() -> None:
    read = with_end([("Индикатор", "март", "апрель"), ("Число домов", "1", "2")])
    assert "не похожа ни на один индикатор" in why(read["unread"])


def test_value_that_is_no_number_is_not_read() -> None:
    read = with_end([("Индикатор", "март", "апрель"), ("Количество участников", "по плану", "20")])
    assert "по плану" in why(read["unread"])
    assert [row["month"] for row in indicators(read)[2]["targets"]] == ["2024-04"]
