"""What plans say every day is read without a doubt: whoever is asked of everything reads no question."""

from __future__ import annotations

from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentObject

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.plan import read_plan
from services.registry.reader.words.notes import Notes, say
from services.registry.reader.words.periods import doubts_of, read_period
from tests.ordinary import ordinary
from tests.registry.plan_documents import (
    HEADINGS,
    PASSPORT,
    TRAININGS,
    add_table,
    indicators,
    one_task,
    plan,
    saved,
    why,
)

SIGNS = {"at_least": "≥", "at_most": "≤", "exactly": "=", "between": ""}
TEAM = ("ФИО", "Роль", "Контактная информация", "Обязанности", "Занятость в проекте")
# that nobody says of whom a share is, or that we measure no such thing, is no fault of the reading
ALWAYS = {"no_team", "no_passport", "share_of_what", "name_unknown"}


def asked(read: dict[str, Any]) -> str:
    """What is asked of a plan, but for what a small plan lacks."""
    return why([note for note in [*read["doubts"], *read["unread"]] if note["why"]["say"] not in ALWAYS])


def with_one(
    name: str, value: str, period: str = "май 2024 года", cost: str = "", **more: Any
) -> dict[str, Any]:
    """A plan of one indicator, read."""
    return read_plan(one_task(("1. Проведение тренингов для населения", name, value, period, cost), **more))


def said(found: dict[str, Any]) -> str:
    """A target with its conditions, as the tables write it."""
    target = f"{SIGNS[found['comparator']]} {found['target']}".strip()
    target += f"–{found['target_high']}" if found["target_high"] else ""
    target += " %" if found["unit"] == "%" else ""
    return "; ".join(
        [
            target,
            *(
                one["text"] if one["kind"] == "words" else f"{one['kind']} {one['value']}"
                for one in found["clauses"]
            ),
        ]
    )


@pytest.mark.parametrize(("name", "value", "read"), ordinary("plans", "targets"))
def test_target(name: str, value: str, read: str) -> None:
    found = with_one(name, value)
    assert ([said(one) for one in indicators(found)], asked(found)) == ([read], "")


@pytest.mark.parametrize(("text", "read"), ordinary("plans", "periods"))
def test_period(text: str, read: str) -> None:
    period = read_period(text)
    assert period and (f"{period.start} – {period.end}", doubts_of(period)) == (read, [])


@pytest.mark.parametrize(("text", "heading", "read"), ordinary("plans", "costs"))
def test_cost(text: str, heading: str, read: str) -> None:
    found = with_one("Количество тренингов", "4", cost=text, headings=(*HEADINGS[:4], heading))
    cost = found["sections"][0]["activities"][0]["cost"]
    assert ("—" if cost is None else str(cost), asked(found)) == (read, "")


@pytest.mark.parametrize("headings", ordinary("plans", "headings"))
def test_headings(headings: tuple[str, ...]) -> None:
    found = with_one("Количество тренингов", "4", cost="424 000", headings=headings)
    (activity,) = found["sections"][0]["activities"]
    read = [said(one) for one in activity["indicators"]], activity["period"]["start"], activity["cost"]
    assert (read, asked(found)) == ((["= 4"], "2024-05", 424000), "")


@pytest.mark.parametrize(("line", "read"), ordinary("plans", "partners"))
def test_partner(line: str, read: str) -> None:
    notes = Notes()
    found = read_partners([line], say("passport"), notes)
    regions = ", ".join(str(item["region"]) for item in found["items"])
    assert (regions, why(notes.doubts + notes.unread)) == (read, "")


@pytest.mark.parametrize(("name", "role", "employment", "read"), ordinary("plans", "team"))
def test_team(name: str, role: str, employment: str, read: str) -> None:
    document = Document()
    add_table(document, [TEAM, (name, role, "8 700 000 00 01", "Работа в проекте", employment)])
    document.add_paragraph("Задача 1. Обучить")
    add_table(document, [HEADINGS, TRAININGS])
    found = read_plan(saved(document))
    members = [(one["name"], f"{one['role_code']} {one['employment_percent']}") for one in found["team"]]
    assert (members, asked(found)) == ([(name, read)], "")


@pytest.mark.parametrize(("heading", "read"), ordinary("plans", "sections"))
def test_section(heading: str, read: str) -> None:
    found = read_plan(plan((heading, [HEADINGS, TRAININGS])))
    assert ([one["code"] for one in found["sections"]], asked(found)) == ([read], "")


@pytest.mark.parametrize("text", [text for (text,) in ordinary("plans", "paragraphs")])
def test_paragraph(text: str) -> None:
    def change(document: DocumentObject) -> None:
        document.add_paragraph(text)
        document.paragraphs[0].insert_paragraph_before(text)

    assert asked(read_plan(one_task(TRAININGS, change=change))) == ""


@pytest.mark.parametrize(("text", "read"), ordinary("plans", "amounts"))
def test_amount(text: str, read: str) -> None:
    passport = [*PASSPORT[:2], ("Сумма гранта:", text), *PASSPORT[3:]]
    found = read_plan(one_task(TRAININGS, passport=passport))
    assert (str(found["passport"]["amount"]["value"]), asked(found)) == (read, "")


@pytest.mark.parametrize("text", [text for (text,) in ordinary("plans", "descriptions")])
def test_description(text: str) -> None:
    assert asked(read_plan(one_task((text, *TRAININGS[1:]), passport=PASSPORT))) == ""


@pytest.mark.parametrize(
    "value",
    [
        "100 буклет, 50 күнтізбе",
        "10 кружков, 5 языковых курсов",
        "3 дня открытых дверей, 5 тренингов",
        "20 күндізгі топ, 5 семинар",
        "30 роликов, 5 минутных обзоров",
    ],
)
def test_things_called_after_days_and_languages_are_counted(value: str) -> None:
    """They say no length: the second number of a cell is asked about, not kept in its own words."""
    found = with_one("Количество мероприятий", value)
    assert [one["clauses"] for one in indicators(found)] == [[]]
    assert "несколько чисел" in asked(found)


@pytest.mark.parametrize(
    "value",
    [
        "100 консультаций в месяц, 8 месяцев",
        "по 2 консультации в месяц в течение 8 месяцев",
        "по 15 на каждом тренинге, 2 дня",
    ],
)
def test_length_beside_a_condition_is_no_total(value: str) -> None:
    found = with_one("Количество консультаций", value)
    assert [one["target"] for one in indicators(found)] == [None]
    assert "названо только условие" in asked(found)


@pytest.mark.parametrize("value", ["100/", "/ 100", "100 &"])
def test_stray_sign_is_asked_about_as_it_is_written(value: str) -> None:
    sign = value.replace("100", "").strip()
    assert asked(with_one("Количество тренингов", value)).endswith(f"непонятное: {sign}")


def test_two_columns_of_numbers_name_no_indicators() -> None:
    headings = ("Мероприятие", "Количество", "Плановое значение", "Срок", "Стоимость")
    found = read_plan(one_task(("1. Тренинги", "4 тренинга", "60", "май 2024 года", ""), headings=headings))
    assert [one["target"] for one in indicators(found)] == [4]
