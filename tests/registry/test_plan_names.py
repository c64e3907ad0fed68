"""What an indicator's name says against its number: another thing, a rate, a change; read as one cell
they would flatter."""

from __future__ import annotations

import time

import pytest

from services.registry.reader.meaning import naming
from services.registry.reader.plan import read_plan
from services.registry.reader.words.values import read_value
from tests.registry.plan_documents import indicators, one_task


def doubts(name: str, value: str) -> set[str]:
    """Why the reader is not sure of an indicator so called with such a value."""
    row = ("1. Проведение тренингов в Павлодарской области.", name, value, "Март-май 2024 года", "")
    return {note["why"]["say"] for note in read_plan(one_task(row))["doubts"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "4 тренинга"),
        ("Количество тренингов", "120 человек"),
        ("Количество участников", "24 академических часа"),
        ("Количество участников", "120 человеко-часов"),
        ("Количество участников", "2,5 млн. просмотров"),
        ("Қатысушылар саны", "24 сағат"),
        ("Количество участников", "120 ч."),
    ],
)
def test_value_that_counts_other_things_is_doubted(name: str, value: str) -> None:
    assert "unit_other" in doubts(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "120 чел."),
        ("Количество участников", "60 жителей сёл"),
        ("Қатысушылар саны", "60 адам"),
        ("Количество тренингов", "4 двухдневных тренинга"),
        ("Количество инициативных групп", "20 групп"),
        ("Бастамашыл топтар саны", "20 топ"),
    ],
)
def test_value_that_counts_the_same_is_not(name: str, value: str) -> None:
    assert "unit_other" not in doubts(name, value)


@pytest.mark.parametrize(
    "name",
    [
        "Рост числа участников",
        "Количество участников каждого тренинга",
        "Количество тренингов в каждом регионе",
        "Количество тренингов в месяц",
        "Ежемесячное количество тренингов",
        "Среднее число участников",
        "Қатысушылар саны (әр тренингте)",
        "Қатысушылар санының өсуі",
    ],
)
def test_name_of_no_total_is_doubted(name: str) -> None:
    assert "name_no_total" in doubts(name, "15")


@pytest.mark.parametrize(
    "name",
    ["Ежемесячный отчет", "Количество участников", "Ростки: число участников", "Количество заявок на курс"]
    + ["Количество приглашённых на форум", "Количество участников от НПО", "Количество выездов на село"],
)
def test_name_of_a_total_is_not(name: str) -> None:
    assert "name_no_total" not in doubts(name, "15")


@pytest.mark.parametrize("value", ["тренинг кезінде 20 адам", "20 человек в порядке очереди"])
def test_word_of_its_own_is_no_misspelt_comparison(value: str) -> None:
    assert doubts("Количество участников", value) == set()


@pytest.mark.parametrize("name", ["Рост числа участников, %", "Число женщин (в процентах)", "Доля женщин"])
@pytest.mark.parametrize("value", ["20", "не менее половины"])
def test_name_of_a_share_counts_no_people(name: str, value: str) -> None:
    row = ("1. Проведение тренингов в Павлодарской области.", name, value, "Март-май 2024 года", "")
    (found,) = indicators(read_plan(one_task(row)))
    assert (found["unit"], found["measure"]) == ("%", None)


def test_russian_numeral_has_no_kazakh_ending() -> None:
    assert "rest_unread" not in doubts("Количество участников", "ста процентов")


def test_thousands_of_a_name_in_any_case_are_told() -> None:
    assert "name_rest" in doubts("Количество просмотров, в тысячах", "12")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество тренингов", "5 форумов"),
        ("Количество тренингов", "6 регионов"),
        ("Количество тренингов", "3 модуля"),
        ("Количество тренингов", "12 экз."),
        ("Количество тренингов", "7 партнёров"),
        ("Количество участников", "120 посещений"),
        ("Количество участников", "120 материалов"),
        ("Количество участников", "120 активностей"),
        ("Количество участников", "120 экспертиз"),
        ("Количество участников", "120 акиматов"),
        ("Количество участников", "120 библиотек"),
        ("Количество участников", "120 коучингов"),
        ("Количество участников", "120 койко-мест"),
        ("Количество участников", "120 НПО"),
        ("Количество участников", "120 домохозяйств"),
        ("Количество участников", "120 тг"),
        ("Қатысушылар саны", "120 мәрте"),
        ("Қатысушылар саны", "120 өтініш"),
    ],
)
def test_noun_that_nobody_counts_here_is_doubted(name: str, value: str) -> None:
    assert "unit_other" in doubts(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "120 сотрудников НПО"),
        ("Количество участников", "120 членов инициативных групп"),
        ("Количество участников", "120 старейшин"),
        ("Количество участников", "120 победителей"),
        ("Количество участников", "120 пользователей"),
        ("Количество участников", "120 педагогов и родителей"),
        ("Количество участников", "120 сельских активистов из сёл"),
        ("Количество участников", "120 за весь период реализации проекта"),
        ("Количество участников", "120 будет обучено"),
        ("Қатысушылар саны", "120 маман"),
        ("Қатысушылар саны", "120 болуы тиіс"),
        ("Количество тренингов", "14 ед."),
        ("Количество тренингов", "14 для НПО"),
        ("Количество тренингов", "14 семинаров-тренингов"),
        ("Количество тренингов", "14 обучающих мероприятий"),
        ("Количество форумов", "1 форум в онлайн-формате"),
    ],
)
def test_noun_of_whom_or_what_is_counted_is_not(name: str, value: str) -> None:
    assert doubts(name, value) == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Количество участников", "не менее 60 женщин"),
        ("Количество участников", "60 (молодежь)"),
        ("Количество участников", "60 молодых людей"),
        ("Количество участников", "120 лиц с инвалидностью"),
        ("Қатысушылар саны", "120 ауыл тұрғыны"),
        ("Қатысушылар саны", "кемінде 60 әйел"),
    ],
)
def test_value_of_only_some_people_is_not_met_by_everybody_in_silence(name: str, value: str) -> None:
    assert "name_narrower" in doubts(name, value)


@pytest.mark.parametrize(
    "value", ["60, из них 30 женщин", "60 адам, оның ішінде 30 әйел", "60 женщин и мужчин"]
)
def test_value_of_everybody_with_a_part_is_no_narrower(value: str) -> None:
    assert "name_narrower" not in doubts("Количество участников", value)


@pytest.mark.parametrize(
    "value",
    [
        "1 пост каждые 2 дня",
        "4 тренинга за 2 дня",
        "раз в 3 дня 1 тренинг",
        "2 күн сайын 1 тренинг",
        "4 тренинга в течение 10 дней",
        "4 тренинга до 2 часов",
    ],
)
def test_how_often_is_not_how_long(value: str) -> None:
    assert doubts("Количество тренингов", value)


@pytest.mark.parametrize("unit", ["тренинг", "час", "семья", "мың адам"])
def test_column_of_units_against_the_name_is_doubted(unit: str) -> None:
    headings = ("Мероприятие", "Индикатор", "Ед. изм.", "Значение", "Срок", "Стоимость")
    row = ("1. Тренинги", "Количество участников", unit, "80", "май 2024", "")
    why = {note["why"]["say"] for note in read_plan(one_task(row, headings=headings))["doubts"]}
    assert why & {"unit_other", "unit_rest"}


@pytest.mark.parametrize("unit", ["человек", "чел.", "ед.", "адам"])
def test_column_of_units_that_says_the_same_is_not(unit: str) -> None:
    headings = ("Мероприятие", "Индикатор", "Ед. изм.", "Значение", "Срок", "Стоимость")
    row = ("1. Тренинги", "Количество участников", unit, "80", "май 2024", "")
    assert not read_plan(one_task(row, headings=headings))["doubts"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Количество участников-женщин", "name_narrower"),
        ("Количество участников из числа молодёжи", "name_narrower"),
        ("Количество уникальных участников", "name_narrower"),
        ("Әйел қатысушылар саны", "name_narrower"),
        ("Количество участников и тренингов", "name_two_things"),
        ("Количество тренингов / участников", "name_two_things"),
        ("Количество человеко-часов обучения участников", "name_no_total"),
        ("Продолжительность тренингов для участников", "name_no_total"),
        ("Количество участников (нарастающим итогом)", "name_no_total"),
        ("Қатысушылар санын арттыру", "name_no_total"),
        ("Топтағы қатысушылар саны", "name_no_total"),
        ("Количество участников с региона", "name_no_total"),
        ("Количество участников, сотен", "name_rest"),
    ],
)
def test_name_of_a_part_or_of_two_things_is_doubted(name: str, why: str) -> None:
    assert why in doubts(name, "15")


@pytest.mark.parametrize(
    "name",
    ["Количество участников семинаров и тренингов", "Количество участников молодёжных тренингов"]
    + ["Количество обученных женщин и мужчин", "Оқытылған әйелдер мен ерлер саны"],
)
def test_name_of_all_people_is_not(name: str) -> None:
    assert not doubts(name, "15") & {"name_two_things", "name_narrower"}


@pytest.mark.parametrize(
    "value",
    [
        "100 чел плюс-минус",
        "120 (нарастающим итогом)",
        "120 накопительно",
        "50-ден 120-ға дейін арттыру",
        "2 есеге арттыру",
        "120 (без дублирования)",
        "120 (в равных долях)",
        "120 (не обязательно)",
        "120 чел.-дн.",
        "15 чел. за сессию",
        "15 на занятие",
        "15/занятие",
        "15 человек от региона",
        "топқа 15 адам",
        "15 адамнан",
        "бірнеше жүз",
        "5ш",
        "5 р.",
        "5x",
        "120ᵃ",
    ],
)
def test_value_that_is_no_total_is_doubted(value: str) -> None:
    assert read_value(value).remarks


@pytest.mark.parametrize(
    "value", ["15 граждан", "5 в ходе проекта", "100 м² площади", "28 участников от НПО"]
)
def test_value_that_is_a_total_is_not(value: str) -> None:
    assert not read_value(value).remarks


def test_a_name_of_one_endless_word_takes_no_time() -> None:
    began = time.process_time()
    assert not naming._joined("а" * 30_000) and time.process_time() - began < 5
