"""The days of a period: days of the week, lengths and their order, held against the dates."""

from __future__ import annotations

import pytest

from services.registry.reader.plan import read_plan
from services.registry.reader.words.notes import say
from services.registry.reader.words.periods import doubts_of, read_period
from tests.registry.plan_documents import HEADINGS, TRAININGS, plan


@pytest.mark.parametrize(
    "text",
    [
        "вторник, 13 мая 2024 года",
        "13.05.2024 (вт)",
        "2024 жылғы 13 мамыр (сейсенбі)",
        "сб-вс 17-18 мая 2024",
    ],
)
def test_day_of_the_week_against_its_date_is_asked_about(text: str) -> None:
    period = read_period(text)
    assert period and doubts_of(period) == [say("weekday_differs")]


@pytest.mark.parametrize("text", ["по субботам, май 2024", "пн, ср 13 мая 2024", "14-17 мая 2024 (5 дней)"])
def test_days_that_are_no_dates_are_asked_about(text: str) -> None:
    period = read_period(text)
    assert period and [doubt["say"] for doubt in doubts_of(period)] == ["period_rest"]


def test_later_day_before_the_earlier_is_asked_about() -> None:
    period = read_period("25 мая - 5 мая 2024 г.")
    assert period and doubts_of(period) == [say("ends_swapped")]


@pytest.mark.parametrize(
    "heading",
    [
        "Третья задача. Обучить",
        "Задача третья: обучить",
        "Үшінші міндет. Оқыту",
        "3-я задача. Обучить",
        "3-задача",
    ],
)
def test_task_numbered_in_words_is_a_task(heading: str) -> None:
    """It was another section «A», and its activities were of no task, in silence."""
    read = read_plan(plan((heading, [HEADINGS, TRAININGS])))
    assert [(one["code"], one["number"]) for one in read["sections"]] == [("T3", 3)]


def test_sentence_about_a_task_is_no_heading_of_one() -> None:
    read = read_plan(plan(("Первая задача проекта в том, чтобы обучить", [HEADINGS, TRAININGS])))
    assert [one["code"] for one in read["sections"]] == ["A"]


def test_minutes_before_a_day_are_no_day() -> None:
    period = read_period("10:00-17:00, 15 мая 2024 г.")
    assert period and period.left == ("10:00", "17:00")
