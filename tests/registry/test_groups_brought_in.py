"""Initiative groups out of tables: each once, small ones and namesakes asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, enter, send, sent_again, table
from tests.registry.test_groups import recorded
from tests.suite import Browser, Suite

PATH, LIST = "/registry/imports/groups", "/registry/groups"
HEAD = ["№", "Название ИГ", "Область", "Село", "Проблема", "Дата создания", "Лидер", "Состав"]
ROWS = [
    [
        1,
        "«Береке»",
        "Туркестанская обл.",
        "с. Карнак",
        "Вода",
        "01.06.2022",
        "Омаров Ержан",
        "Ким В.; Асан Ү.",
    ],
    [2, "«Дос»", "turkistan", "с. Шорнак", "Свет", "2 июня 2022", "Ким Анна", "1. Ли В.\n2. Цой Г."],
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who records groups."""
    return suite.browser("project_lead")


def listed(suite: Suite) -> dict[str, dict[str, Any]]:
    """Groups by name."""
    return {row["name"]: row for row in suite.ok("GET", "/registry/api/v1/groups?limit=100")}


def test_groups_are_entered_with_their_members_once(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert done["entered"] == 2, done
    assert (listed(suite)["«Береке»"]["members"], listed(suite)["«Дос»"]["formed_on"]) == (3, "2022-06-02")
    again = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert (again["entered"], again["there"]) == (0, 2)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    recorded(suite, project)
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 1, {})


def test_small_group_is_asked_about_and_entered_when_it_is_right(
    suite: Suite, lead: Browser, project: str
) -> None:
    address = send(lead, PATH, table([HEAD, [*ROWS[0][:7], ""]]))
    done = enter(suite, lead, address)
    assert (done["asked"], done["entered"]) == (1, 0)
    lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert listed(suite)["«Береке»"]["members"] == 1


def test_group_of_another_region_is_refused(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "kyzylorda")
    done = brought(suite, partner, PATH, [HEAD, *ROWS])
    assert (done["entered"], done["there"], done["refused"]) == (0, 0, 2)


def test_day_outside_the_project_is_asked(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, [*ROWS[0][:5], "01.06.2021", *ROWS[0][6:]]])
    assert done["asked"] == 1 and not listed(suite)
