"""Partners, team, headings, results and names of plans in other wordings: read right, or asked about."""

from __future__ import annotations

import pytest
from docx import Document

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.meaning.results import figures
from services.registry.reader.plan import read_plan
from services.registry.reader.words.notes import Notes, say
from tests.registry.plan_documents import HEADINGS, TRAININGS, add_table, indicators, saved
from tests.registry.test_plan_cases import Read, activity, planned, reasons

TEAM = ("ФИО", "Должность", "Контакты", "Обязанности", "Занятость")
ROW = ("Семинары в г. Тараз", "Количество семинаров", "3", "июнь 2024", "100 000")


def team(name: str, share: str = "100%") -> Read:
    """A plan with one line of a team."""
    document = Document()
    add_table(document, [TEAM, (name, "координатор", "", "", share)])
    document.add_paragraph("Задача 1. Обучить")
    add_table(document, [HEADINGS, TRAININGS])
    return read_plan(saved(document))


def second(*rows: tuple[str, ...]) -> Read:
    """A plan with a second table."""
    document = Document()
    for title, table in (("Задача 1. Обучить", [HEADINGS, TRAININGS]), ("Задача 2. Вовлечь", list(rows))):
        document.add_paragraph(title)
        add_table(document, table)
    return read_plan(saved(document))


@pytest.mark.parametrize(
    ("line", "regions"),
    [
        (
            "ОФ «Арман» г. Тараз, ОО «Жас» г. Шымкент и ТОО «Сәт» г. Актау",
            ["zhambyl", "shymkent", "mangystau"],
        ),
        ("«Арман» ҚҚ, Көкшетау қаласы; «Жас» ҚБ, Қостанай қаласы", ["akmola", "kostanay"]),
        ("ОФ «Арман», г. Усть-Каменогорск", ["east_kz"]),
        ("ОФ «Арман» (партнёр ОО «Жас»)", [None]),
    ],
)
def test_a_city_tells_the_region(line: str, regions: list[str | None]) -> None:
    found = read_partners([line], say("passport"), Notes())
    assert [item["region"] for item in found["items"]] == regions


@pytest.mark.parametrize(
    "line",
    [
        "ОФ «Арман», г. Риддер",
        "ОФ «Арман» (партнёр ОО «Жас»)",
        "Партнёрами выступят ОФ «Арман» и ОО «Жас»",
        "Партнёры проекта ОФ «Арман»",
    ],
)
def test_a_partner_that_is_not_all_read_is_asked_about(line: str) -> None:
    notes = Notes()
    read_partners([line], say("passport"), notes)
    assert notes.doubts or notes.unread


@pytest.mark.parametrize(
    "name",
    [
        "Иванов Иван Иванович Петров Пётр Петрович",
        "Иванов И.И. Петров П.П.",
        "Иванов Иван + Петров Пётр",
        "1. Иванов Иван 2. Петров Пётр",
        "Иванов Иван (0,5 ставки)",
        "вакансия",
        "2 тренера",
        "Примечание: команда может измениться",
    ],
)
def test_a_line_that_is_not_one_person_is_asked_about(name: str) -> None:
    assert "name_unlike" in reasons(team(name))


@pytest.mark.parametrize(
    "name", ["Иванов Иван", "Иванов И.И.", "Омаров Ерлан Серік ұлы", "Ким-Ли Анна", "Сотрудник 1"]
)
def test_one_person_is_not_asked_about(name: str) -> None:
    read = team(name)
    assert [member["name"] for member in read["team"]] == [name] and "name_unlike" not in reasons(read)


@pytest.mark.parametrize("share", ["4 часа в день", "2", "не более 50%", "толық емес жұмыс күні"])
def test_a_share_that_says_more_is_asked_about(share: str) -> None:
    read = team("Иванов Иван", share)
    assert reasons(read) & {"rest_unread", "employment_unread"}


@pytest.mark.parametrize("share", ["50%", "0,5 ставки", "50 % рабочего времени", "жарты ставка"])
def test_a_share_in_its_own_words_is_half(share: str) -> None:
    read = team("Иванов Иван", share)
    assert read["team"][0]["employment_percent"] == 50 and "rest_unread" not in reasons(read)


@pytest.mark.parametrize(
    "heading", ["Сумма софинансирования", "Фактические затраты", "Собственный вклад, сумма"]
)
def test_other_money_is_no_cost(heading: str) -> None:
    read = planned("120", cost="50 000", heading=heading)
    assert activity(read)["cost"] is None and "column_unread" in reasons(read)


@pytest.mark.parametrize("heading", ["Стоимость, USD", "Стоимость ($)", "Құны, АҚШ доллары", "Цена (руб.)"])
def test_other_currency_of_a_heading_is_asked_about(heading: str) -> None:
    assert "heading_rest" in reasons(planned("120", cost="50 000", heading=heading))


@pytest.mark.parametrize("name", ["Количество участников не менее", "Количество участников, из них женщин"])
def test_a_limit_in_a_name_is_asked_about(name: str) -> None:
    assert "name_rest" in reasons(planned("120", name=name))


def test_a_seminarist_is_no_seminar() -> None:
    (found,) = indicators(planned("100", name="Количество семинаристов"))
    assert "events_held" not in (found["measure"] or "")


@pytest.mark.parametrize(
    "headings",
    [
        ("Наименование работ", "Результат", "Кол-во", "Дата окончания", "Цена, тг"),
        ("Мероприятие", "Нәтиже", "Саны", "Мерзімі", "Бағасы"),
    ],
)
def test_a_second_table_under_other_words_is_read(headings: tuple[str, ...]) -> None:
    (found,) = second(headings, ROW)["sections"][1]["activities"]
    assert (found["cost"], found["indicators"][0]["target"]) == (100000, 3)


@pytest.mark.parametrize(
    "row",
    [
        ("Семинары", "шт", "3", "01.06.2024", "30.06.2024", ""),
        ("Семинары", "шт", "3", "май 2024", "май 2024", ""),
    ],
)
def test_two_dates_of_a_row_are_no_heading_of_months(row: tuple[str, ...]) -> None:
    """The rest of such a table was taken for a table of targets and nothing was said."""
    assert "table_unlike" in reasons(second(("Работа", "Мера", "Объём", "Начать", "Кончить", "Кто"), row))


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("более 50 волонтёров", "at_least", 51),
        ("до 30 НПО", "at_most", 30),
        ("менее 20 семинаров", "at_most", 19),
        ("не менее 20 семинаров", "at_least", 20),
        ("210 адамнан кем емес", "at_least", 210),
        ("4 тренинга", "exactly", 4),
    ],
)
def test_a_result_is_promised_with_its_comparison(text: str, comparator: str, value: int) -> None:
    assert [(found["comparator"], found["value"]) for found in figures(text)] == [(comparator, value)]


def test_a_range_of_a_result_is_no_figure() -> None:
    assert figures("10–15 встреч") == []


@pytest.mark.parametrize("sign", ["{}#", "/{}", "{} /", "{} @", "{}|", "\\{}"])
def test_a_sign_that_joins_nothing_is_asked_about_in_every_column(sign: str) -> None:
    assert "rest_unread" in reasons(planned(sign.format("120")))
    assert "rest_unread" in reasons(planned("120", cost=sign.format("424 000")))
    assert "period_rest" in reasons(planned("120", period=sign.format("май 2024")))
    assert "rest_unread" in reasons(team("Иванов Иван", sign.format("30%")))


@pytest.mark.parametrize(
    "value", ["120 человек Facebook / Instagram", "120 онлайн/офлайн", "120 (НПО & СМИ)"]
)
def test_a_sign_between_words_is_not(value: str) -> None:
    assert "rest_unread" not in reasons(planned(value))


def test_one_person_in_two_rows_of_the_team_is_asked_about() -> None:
    document = Document()
    rows = [
        ("Иванова Анна", role, "", "", share) for role, share in (("координатор", "50%"), ("тренер", "30%"))
    ]
    add_table(document, [TEAM, *rows])
    document.add_paragraph("Задача 1. Обучить")
    add_table(document, [HEADINGS, TRAININGS])
    assert "person_twice" in reasons(read_plan(saved(document)))
    assert "person_twice" not in reasons(team("Иванова Анна"))
