"""Answers of questionnaires out of tables: a row is a sheet that went out, a column a question."""

from __future__ import annotations

from typing import Any

from tests.brought import brought, look, send, table
from tests.events.test_surveys import API, asked, begun, counts, september, survey
from tests.suite import Browser, Suite

__all__ = ["asked", "september", "survey"]
DAY = "20.09.2022"


def path(survey: str) -> str:
    """Where the answers of a survey are sent."""
    return f"/events/imports/answers/of/{survey}"


def marks(*given: Any) -> list[list[Any]]:
    """A table of these marks, each on a sheet nobody numbered."""
    return [["Дата заполнения", "Вопрос 1"], *([DAY, mark] for mark in given)]


def test_rows_are_keyed_in_on_the_sheets_that_are_out(suite: Suite, lead: Browser, survey: str) -> None:
    done = brought(suite, lead, path(survey), marks("5 – отлично", 3))
    assert done["entered"] == 2, done
    assert counts(suite, survey) == (5, 2, 1, 2)


def test_same_table_again_adds_nothing(suite: Suite, lead: Browser, survey: str) -> None:
    brought(suite, lead, path(survey), marks(5, 3))
    done = brought(suite, lead, path(survey), marks(5, 3))
    assert (done["there"], counts(suite, survey)[1]) == (2, 2)


def test_looking_keys_nothing_in(suite: Suite, lead: Browser, survey: str) -> None:
    address = send(lead, path(survey), table(marks(5, 4)))
    assert "будет внесено 2" in look(lead, address) and counts(suite, survey)[1] == 0


def test_equal_answers_are_asked_about_since_they_may_be_two(
    suite: Suite, lead: Browser, survey: str
) -> None:
    done = brought(suite, lead, path(survey), marks(5, 5))
    assert (done["entered"], done["asked"]) == (1, 1)


def test_numbered_sheet_is_keyed_in_once_and_another_mark_said(
    suite: Suite, lead: Browser, survey: str
) -> None:
    head = ["№ анкеты", "Дата", "q1"]
    assert brought(suite, lead, path(survey), [head, [3, DAY, 5]])["entered"] == 1
    done = brought(suite, lead, path(survey), [head, [3, DAY, 2], [9, DAY, 4]])
    assert done["refused"] == 2 and "с другими данными" in done["why"][2] and "9" in done["why"][3], done


def test_wrong_mark_and_day_outside_the_survey_are_refused(suite: Suite, lead: Browser, survey: str) -> None:
    rows = [["Дата", "Вопрос 1"], [DAY, 7], ["20.05.2022", 5]]
    done = brought(suite, lead, path(survey), rows)
    assert done["refused"] == 2 and counts(suite, survey)[1] == 0, done


def test_answers_need_sheets_that_went_out(suite: Suite, lead: Browser, project: str, asked: str) -> None:
    made = begun(suite, project, asked, region="turkistan")
    suite.ok("POST", f"{API}/{made}/sheets", json={"count": 1})
    done = brought(suite, lead, path(made), marks(5, 4))
    assert (done["entered"], done["refused"]) == (1, 1) and "анкеты уже вернулись" in done["why"][3]


def test_survey_of_another_region_is_not_found(suite: Suite, survey: str) -> None:
    assert suite.browser("partner_rep", "kyzylorda").get(path(survey)).status_code == 404
