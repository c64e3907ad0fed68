"""Village plans out of tables: each begun once, in the actor's own regions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, sent_again
from tests.suite import Browser, Suite

PATH, LIST = "/registry/imports/village-plans", "/registry/village-plans"
HEAD = ["№", "Область", "Сельский округ", "Цель плана", "Рабочая группа создана"]
ROWS: list[list[Any]] = [
    [1, "Туркестанская область", "с. Карнак", "Вода в каждом доме", "01.06.2022"],
    [2, "Туркестанская область", "Шорнак", "", ""],
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who keeps the plans."""
    return suite.browser("project_lead")


def plans(suite: Suite) -> dict[str, dict[str, Any]]:
    """Plans by village."""
    return {row["settlement"]: row for row in suite.ok("GET", "/registry/api/v1/village-plans?limit=100")}


def test_plans_are_begun_once_and_none_is_approved(suite: Suite, lead: Browser, project: str) -> None:
    assert brought(suite, lead, PATH, [HEAD, *ROWS])["entered"] == 2
    assert {row["state"] for row in plans(suite).values()} == {"in_work"}
    assert plans(suite)["с. Карнак"]["group_formed_on"] == "2022-06-01"
    again = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert (again["entered"], again["there"], len(plans(suite))) == (0, 2, 2)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    brought(suite, lead, PATH, [HEAD, *ROWS])
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_plan_of_another_region_is_refused(suite: Suite, project: str) -> None:
    done = brought(suite, suite.browser("partner_rep", "kyzylorda"), PATH, [HEAD, *ROWS])
    assert (done["entered"], done["refused"], plans(suite)) == (0, 2, {})


def test_a_goal_that_differs_is_no_second_plan(suite: Suite, lead: Browser, project: str) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]])
    done = brought(suite, lead, PATH, [HEAD, [*ROWS[0][:3], "Дороги", ROWS[0][4]]])
    assert (done["entered"], done["refused"]) == (0, 1) and "Цель плана" in str(done["why"])
