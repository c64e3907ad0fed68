"""The leaders' pool out of tables: who it is is asked of the register, everybody is in it once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, sent_again
from tests.suite import Browser, Suite

PATH, LIST = "/registry/imports/leaders", "/registry/leaders"
HEAD = ["№", "ФИО", "Область", "Село", "Год рождения", "Вступил", "Тренинг", "Дата тренинга", "Темы обучения"]
ROWS: list[list[Any]] = [
    [
        1,
        "Оспанова Айгүл Серікқызы",
        "Туркестанская обл.",
        "с. Карнак",
        1985,
        "14.04.2022",
        "4.1",
        "12.04.2022",
        "Бюджет",
    ],
    [
        2,
        "Ким Анна Олеговна",
        "turkistan",
        "Шорнак",
        "",
        "2022-04-15",
        "Тренинг в Карнаке",
        "12 апреля 2022",
        "",
    ],
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who keeps the pool."""
    return suite.browser("project_lead")


def pool(suite: Suite) -> list[dict[str, Any]]:
    """The pool as a tool reads it."""
    found: list[dict[str, Any]] = suite.ok("GET", "/registry/api/v1/leaders?limit=100")
    return found


def test_leaders_join_once_as_people_of_the_register(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert done["entered"] == 2, done
    assert {row["trained_on"] for row in pool(suite)} == {"2022-04-12"}
    assert len({row["person_id"] for row in pool(suite)}) == 2
    again = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert (again["entered"], again["there"], len(pool(suite))) == (0, 2, 2)


def test_a_known_person_joins_as_that_person(suite: Suite, lead: Browser, project: str) -> None:
    gathering = suite.gathering(project, 0)
    page = f"/events/api/v1/gatherings/{gathering}/participants"
    said = {"name": ROWS[0][1], "birth_year": 1985, "settlement": "Карнак", "attended": True}
    suite.ok("POST", page, json={"participants": [said]})
    known = suite.ok("GET", page)[0]["person_id"]
    brought(suite, lead, PATH, [HEAD, ROWS[0]])
    assert [row["person_id"] for row in pool(suite)] == [known]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    brought(suite, lead, PATH, [HEAD, *ROWS])
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_leader_of_another_region_is_refused(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "kyzylorda")
    done = brought(suite, partner, PATH, [HEAD, *ROWS])
    assert (done["entered"], done["refused"], pool(suite)) == (0, 2, [])


def test_everything_wrong_with_a_row_is_said_at_once(suite: Suite, lead: Browser, project: str) -> None:
    row = [1, "А", "Туркестанская обл.", "", "1785", "не помню", "", "12.04.2022", ""]
    done = brought(suite, lead, PATH, [HEAD, row])
    assert done["refused"] == 1 and len(done["why"][2]) >= 4, done
