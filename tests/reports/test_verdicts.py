"""What is not built, not due, not done and overdue: four words, and who reads the last of them first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.reports.figures.queries import figures as queries
from services.reports.figures.rules.lines import Line
from services.reports.figures.rules.verdicts import verdict
from shared.language.expressions import parse
from tests.reports.pages import page, words
from tests.suite import Browser, Suite

LINE = Line(
    comparator="at_least",
    target=Decimal(10),
    measure="events_held",
    start=date(2022, 4, 1),
    due=date(2022, 6, 30),
)
STATES = {"not_due": "срок не наступил", "not_done": "ещё не сделано", "overdue": "просрочено"}


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2022, 3, 31), "not_due"),
        (date(2022, 4, 3), "not_due"),
        (date(2022, 5, 1), "not_done"),
        (date(2022, 6, 30), "not_done"),
        (date(2022, 7, 1), "overdue"),
    ],
)
def test_nothing_at_all_is_called_by_the_calendar(day: date, word: str) -> None:
    assert verdict(LINE, Decimal(0), [], day) == word


def test_what_nobody_counts_is_not_built_whatever_the_day() -> None:
    line = replace(LINE, measure=None)
    assert {verdict(line, None, [], day) for day in (date(2022, 3, 1), date(2022, 9, 1))} == {"no_data"}


def test_line_without_a_term_is_not_called_not_due() -> None:
    assert verdict(replace(LINE, start=None, due=None), Decimal(0), [], date(2022, 5, 1)) == "not_done"


@pytest.mark.parametrize(("actual", "word"), [(9, "overdue"), (10, "met")])
def test_what_is_short_after_its_term_is_overdue(actual: int, word: str) -> None:
    assert verdict(LINE, Decimal(actual), [], date(2022, 7, 1)) == word


def test_share_without_a_base_is_overdue_after_its_term(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "measured", property(lambda line: parse(line.measure or "")))
    share = replace(LINE, measure="satisfaction_share", unit="%")
    assert share.is_share and verdict(share, None, [], date(2022, 7, 1)) == "overdue"


@pytest.mark.parametrize(
    ("role", "region"),
    [
        ("project_lead", None),
        ("coordinator", None),
        ("assistant", None),
        ("pr_officer", None),
        ("partner_rep", "turkistan"),
        ("accountant", None),
    ],
)
def test_overdue_and_never_delivered_is_the_first_line(
    suite: Suite, project: str, role: str, region: str | None
) -> None:
    suite.gathering(project, 3, evidence=())
    suite.settle()
    listed = re.findall(r'<li class="todo-item.*?</li>', page(suite.browser(role, region), "/reports/"), re.S)
    first = listed[0]
    assert re.search(r"просрочено с \d+ \w+ 20\d\d г\., ничего не внесено", first)
    assert "todo-late" in first and "verdict-overdue" in first


@pytest.mark.parametrize(
    ("role", "permissions"),
    [("pr_officer", ("publication.record", "story.record")), ("center_operator", ("consultation.record",))],
)
def test_own_overdue_work_stands_before_that_of_others(
    suite: Suite, project: str, role: str, permissions: tuple[str, ...]
) -> None:
    browser = suite.browser(role, "turkistan" if role == "center_operator" else None)
    listed = re.findall(r"todo-late.*?/reports/indicators/([\w.]+)", page(browser, "/reports/"), re.S)
    with suite.apps["reports"].app_context():
        line = queries.get_indicator(queries.get_project(project), listed[0])
    page_of = line.measured.measure.entered
    assert page_of.permission in permissions


def test_four_words_are_four(lead: Browser, project: str, undelivered: None) -> None:
    shown = words(lead, "/reports/")
    assert "ещё не считается" in shown and "просрочен" in shown
