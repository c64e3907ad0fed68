"""Centres out of tables: opened ones with their day, planned ones, each once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import ask, brought, sent_again
from tests.suite import Browser, Suite

PATH, LIST = "/registry/imports/centres", "/registry/centres"
HEAD = ["№", "Наименование центра", "Область", "Населённый пункт", "Адрес", "На базе", "Дата открытия", "Акт"]
ROWS: list[list[Any]] = [
    [1, "«Береке»", "Туркестанская обл.", "с. Қарнақ", "ул. Абая, 1", "Акимат", "14.04.2022", "№ 3"],
    [2, "Центр «Арай»", "Жамбыл облысы", "Шу", "", "", "", ""],
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who opens centres."""
    return suite.browser("project_lead")


def listed(suite: Suite) -> dict[str, dict[str, Any]]:
    """The centres a tool reads, by name."""
    return {row["name"]: row for row in suite.ok("GET", "/registry/api/v1/centres?limit=100")}


def test_opened_and_planned_centres_come_in_once(suite: Suite, project: str, lead: Browser) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert done["state"] == "done" and done["entered"] == 2, done
    found = listed(suite)
    assert (found["«Береке»"]["status"], found["«Береке»"]["opened_on"]) == ("open", "2022-04-14")
    assert (found["Центр «Арай»"]["status"], found["Центр «Арай»"]["region"]) == ("planned", "zhambyl")
    assert ask(suite, "registry", "SELECT act FROM centres WHERE status = 'open'")[0][0] == "№ 3"
    assert brought(suite, lead, PATH, [HEAD, *ROWS])["there"] == 2
    assert len(listed(suite)) == 2


def test_day_that_has_not_come_is_refused_and_the_row_comes_back(
    suite: Suite, project: str, lead: Browser
) -> None:
    late = [*ROWS[0][:6], "14.04.2098", ""]
    done = brought(suite, lead, PATH, [HEAD, late, ROWS[1]])
    assert (done["entered"], done["refused"]) == (1, 1) and "ещё не наступил" in done["why"][2], done
    assert list(listed(suite)) == ["Центр «Арай»"]


def test_region_outside_the_plan_is_refused(suite: Suite, project: str, lead: Browser) -> None:
    done = brought(
        suite, lead, PATH, [HEAD, [1, "Центр", "Карагандинская область", "Шахтинск", "", "", "", ""]]
    )
    assert (done["entered"], done["refused"]) == (0, 1), done


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_workbook_that_comes_back_adds_nothing(
    suite: Suite, project: str, lead: Browser, language: str
) -> None:
    brought(suite, lead, PATH, [HEAD, *ROWS])
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})
