"""What a plan says of its partners, its team and its days is held against what else it says."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from docx.document import Document

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.meaning.signatures import read_agreement
from services.registry.reader.plan import read_plan
from services.registry.reader.words.notes import Notes, say
from services.registry.reader.words.periods import doubts_of, read_period
from shared.limited import Unreadable
from tests.registry.plan_documents import HEADINGS, PASSPORT, add_table, one_task, rezipped

ROW = ("1. Тренинги", "Количество тренингов", "3", "май 2024", "350 000")
FORUM = ("2. Форум", "Количество форумов", "1", "июнь 2024", "")
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ROW_OF = "<w:tr>" + "".join(map(CELL.format, ("{}. Тренинги", *ROW[1:]))) + "</w:tr>"
MANY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr>'
    + "".join(map(CELL.format, HEADINGS))
    + "</w:tr>{}</w:tbl></w:body></w:document>"
)
TEAM = ("ФИО", "Должность", "Контакты", "Обязанности", "Занятость, %")


def whys(read: dict) -> set[str]:
    """The codes of why anything is doubted or not read."""
    return {note["why"]["say"] for note in [*read["doubts"], *read["unread"]]}


def partners(*lines: str) -> tuple[list[str | None], set[str]]:
    """The regions of partners, and why any of them is doubted."""
    notes = Notes()
    read = read_partners(list(lines), say("document"), notes)
    return [item["region"] for item in read["items"]], {note["why"]["say"] for note in notes.doubts}


@pytest.mark.parametrize(
    "lines",
    [
        ("Туркестанская область, ОО «Дос»", "Ақтөбе облысы, «Ай» ҚҚ"),
        ("ОО «Дос», Туркестанская область; - ОФ «Ай», Актюбинская область",),
        ("1.ОО «Дос», Туркестанская область 2.ОФ «Ай», Актюбинская область",),
    ],
)
def test_a_region_before_or_after_a_partner_is_its_region(lines: tuple[str, ...]) -> None:
    assert partners(*lines) == (["turkistan", "aktobe"], set())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ОО «Дос» и ОФ «Ай», Акмолинская область", "partner_nowhere"),
        ("г. Астана: ОО «Дос», ОФ «Ай»", "partner_nowhere"),
        ("ОО «Дос», ОФ «Ай», ОО «Бір» – г. Астана", "partner_nowhere"),
        ("ОО «Дос» и др.", "several_names"),
        ("ОО «Дос» және басқалар", "several_names"),
        ("ОО «Дос», акимат Акмолинской области", "several_names"),
        ("ОО «Дос», г. Астана; ОО «Дос», г. Астана", "partner_twice"),
    ],
)
def test_a_partner_that_is_not_all_told_is_asked_about(line: str, why: str) -> None:
    assert why in partners(line)[1]


@pytest.mark.parametrize(
    "lines",
    [
        ("КГУ «Управление внутренней политики Акмолинской области»",),
        ("КГУ «Центр молодёжи» управления образования акимата Акмолинской области",),
        ("ГУ «Аппарат акима» Министерства культуры, Акмолинская область",),
        ("ОО «Дос», Акмолинская область", "ОФ «Ай», Акмолинская область"),
        ("ОО «Дос»", "ОФ «Ай»"),
    ],
)
def test_plain_partners_are_not(lines: tuple[str, ...]) -> None:
    assert not partners(*lines)[1]


@pytest.mark.parametrize("number", ["12.05.22-ГС", "1.2.24", "12.05.2022-ГС", "5"])
def test_the_number_of_an_agreement_is_not_its_day(number: str) -> None:
    read = read_agreement([f"Договор № {number} от 15.03.2024"])
    assert read == {"number": number, "date": "2024-03-15"}


def team(*rows: Sequence[str]) -> set[str]:
    """Why anything of a team is doubted."""

    def below(document: Document) -> None:
        add_table(document, [TEAM, *rows])

    return {note["why"]["say"] for note in read_plan(one_task(ROW, change=below))["doubts"]}


def member(name: str = "Тестова А.А.", role: str = "Координатор", share: str = "30%") -> tuple[str, ...]:
    """A row of the team."""
    return name, role, "8 700", "встречи", share


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (member(name=""), "empty_cell"),
        (member(role="2 тренера"), "role_of_several"),
        (member(role="Координаторы (7)"), "role_of_several"),
        (member(role="Бухгалтер, 2 человека"), "role_of_several"),
        (member(role="Бухгалтер (0,5 ст.)"), "part_of_post"),
        (member(share="от 30%"), "rest_unread"),
    ],
)
def test_a_row_of_the_team_that_says_more_is_asked_about(row: tuple[str, ...], why: str) -> None:
    assert why in team(row)


@pytest.mark.parametrize("share", ["30%", "0,5 ставки (50%)", "полный рабочий день", "100 %"])
def test_a_plain_share_is_not_unread(share: str) -> None:
    assert "rest_unread" not in team(member(share=share))


@pytest.mark.parametrize("role", ["Координатор по 7 регионам", "Координатор 1", "Тренер"])
def test_a_plain_row_of_the_team_is_not(role: str) -> None:
    assert not team(member(role=role))


@pytest.mark.parametrize(
    ("total", "why"),
    [
        (("Всего: 3 человека", "", "", "", "60%"), {"people_total"}),
        (("Итого", "", "", "", "1,3 ст."), {"employment_total"}),
        (("Всего: 2 человека", "", "", "", "60%"), set()),
    ],
)
def test_the_total_of_a_team_is_compared(total: tuple[str, ...], why: set[str]) -> None:
    assert team(member(), member("Опытова Б.Б."), total) == why


def planned(*rows: Sequence[str], period: str = "", agreement: str = "") -> set[str]:
    """Why a plan is doubted whose passport names these days."""
    more = [("Срок реализации проекта:", period)] if period else []
    more += [("Договор:", agreement)] if agreement else []
    return whys(read_plan(one_task(*rows, passport=[*PASSPORT, *more])))


@pytest.mark.parametrize(
    "period", ["апрель-ноябрь 2025 года", "апрель 2023 – март 2024", "01.06.2024-30.11.2024"]
)
def test_an_activity_outside_the_project_is_asked_about(period: str) -> None:
    assert "outside_project" in planned(ROW, period=period)


def test_an_activity_far_from_all_others_is_asked_about() -> None:
    far = (*ROW[:3], "май 2042", "")
    assert "far_from_others" in planned(FORUM, ("3. Встреча", *FORUM[1:]), ("1. Тренинги", *far[1:]))


@pytest.mark.parametrize("agreement", ["№ 15 от 05.04.2025", "№ 15 от 05.04.25"])
def test_an_activity_before_the_agreement_is_asked_about(agreement: str) -> None:
    assert "before_agreement" in planned(ROW, agreement=agreement)


def test_a_day_of_no_calendar_is_asked_about() -> None:
    assert "no_such_day" in planned(ROW, agreement="№ 15 от 31.04.2024")


def test_an_activity_within_its_project_is_not() -> None:
    said = planned(ROW, FORUM, period="апрель-ноябрь 2024 года", agreement="№ 15 от 05.04.24")
    assert not said & {"outside_project", "far_from_others", "before_agreement", "no_such_day"}


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("Сумма гранта, USD", "rest_unread"),
        ("Сумма гранта в рублях", "rest_unread"),
        ("Сумма софинансирования", "rows_missing"),
    ],
)
def test_a_sum_of_other_money_is_not_the_grant_in_silence(label: str, why: str) -> None:
    passport = [*PASSPORT[:2], (label, "5 200 000 (пять миллионов двести тысяч)"), *PASSPORT[3:]]
    assert why in whys(read_plan(one_task(ROW, passport=passport)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024 жылғы қараша – 2025 жылғы ақпан", "2024-11", "2025-02"),
        ("2024 жылғы қарашадан 2025 жылғы ақпанға дейін", "2024-11", "2025-02"),
        ("қараша 2024 жыл – ақпан 2025 жыл", "2024-11", "2025-02"),
        ("1-ое полугодие 2024", "2024-01", "2024-06"),
    ],
)
def test_a_period_over_the_turn_of_a_year_is_read(text: str, start: str, end: str) -> None:
    period = read_period(text)
    assert period and (period.start, period.end) == (start, end) and not doubts_of(period)


def test_many_activities_take_no_more_time_each() -> None:
    rows = "".join(ROW_OF.format(number) for number in range(600))
    data = rezipped(one_task(ROW), {"word/document.xml": MANY.format(rows).encode()})
    began = time.process_time()
    assert len(read_plan(data)["sections"][0]["activities"]) == 600
    assert time.process_time() - began < 4


def test_a_plan_without_one_period_is_read() -> None:
    assert "period_unread" in planned((*ROW[:3], "", ""), (*FORUM[:3], "по плану", ""))


def test_a_cell_of_a_book_is_refused_at_once() -> None:
    book = "Тренинги в 7 регионах, не менее 15 человек на каждом тренинге. " * 2000
    data = one_task((book, *ROW[1:]))
    began = time.process_time()
    with pytest.raises(Unreadable, match="too_big"):
        read_plan(data)
    assert time.process_time() - began < 2
