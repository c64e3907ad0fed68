"""Searching people: signs say so in words, a short word begins a name, a long one is found by the index;
a page far in the list asks no more of it than the first."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from services.registry.people import queries
from tests.registry.test_merging import SERIK, came
from tests.registry.test_people import sheet
from tests.suite import Suite

MANY = """
    INSERT INTO people (id, name, sort_key, settlement, region, secret_key)
    SELECT gen_random_uuid(), 'Оспанов ' || n, 'оспанов ' || lpad(n::text, 6, '0'), 'Шелек', 'turkistan', ''
    FROM generate_series(1, %s) AS n"""


def named(suite: Suite, asked: str) -> list[str]:
    """Names of the people a search finds."""
    found = suite.browser("coordinator").get("/registry/people.xlsx", query_string={"q": asked})
    return [row[0] for row in sheet(found.data)][1:]


def fill(suite: Suite, number: int) -> None:
    """Add people by one statement."""
    address = suite.env["ASAR_REGISTRY_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(MANY, [number])
        connection.execute("VACUUM ANALYZE people")


@pytest.mark.parametrize("signs", ["%", "_", "%%%", "- .", "\\"])
def test_search_for_signs_says_so_in_words_and_finds_nobody(suite: Suite, project: str, signs: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    page = suite.browser("coordinator").get("/registry/people", query_string={"q": signs})
    said = page.get_data(as_text=True)
    assert "Напишите букву или цифру" in said and SERIK["name"] not in said


def test_sign_beside_a_word_is_left_out(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK, {"name": "Ли Виктор"})
    assert named(suite, "% ли _") == ["Ли Виктор"]


@pytest.mark.parametrize(
    ("short", "found"),
    [("л", ["Ли Виктор"]), ("ви", ["Ли Виктор"]), ("к", [SERIK["name"]]), ("и", [])],
)
def test_short_word_begins_a_word_of_the_name_or_the_settlement(
    suite: Suite, project: str, short: str, found: list[str]
) -> None:
    came(suite, project, "2022-04-12", SERIK, {"name": "Ли Виктор", "settlement": "Арыс"})
    assert named(suite, short) == found


@pytest.mark.parametrize("part", ["хмет", "ахмет", "ЕРІК", "ента"])
def test_longer_word_is_found_anywhere(suite: Suite, project: str, part: str) -> None:
    came(suite, project, "2022-04-12", SERIK, {"name": "Ли Виктор", "settlement": "Арыс"})
    assert named(suite, part) == [SERIK["name"]]


@pytest.mark.parametrize("asked", [{"q": "017543"}, {"q": "оспанов 017543"}])
def test_name_is_searched_by_its_index(suite: Suite, asked: dict[str, str]) -> None:
    fill(suite, 20_000)
    plan = plan_of(suite, lambda: queries.count_people(asked))
    assert "ix_people_found" in plan and "Seq Scan on people" not in plan


def plan_of(suite: Suite, ask: Any) -> str:
    """How the database carries out what is asked as the central team."""
    from flask import g

    from shared.access import Actor, Grant

    app, seen = suite.apps["registry"], []
    with app.test_request_context():
        g._login_user = Actor("x", "x", grants=(Grant("project_lead"),))
        engine = app.extensions["sqlalchemy"].engine

        def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_more: Any) -> None:
            seen.append((statement, given))

        event.listen(engine, "before_cursor_execute", note)
        ask()
        event.remove(engine, "before_cursor_execute", note)
        with engine.connect() as connection:
            return "\n".join(
                line
                for statement, given in seen
                for (line,) in connection.exec_driver_sql(f"EXPLAIN (ANALYZE) {statement}", given)
            )


def test_doubts_are_counted_for_the_people_shown_not_for_those_before(suite: Suite) -> None:
    fill(suite, 2_000)
    plan = plan_of(suite, lambda: queries.people_page({}, "name", {}, 50, 1_900))
    counted = [line for line in plan.splitlines() if "person_pairs" in line]
    assert counted and not [line for line in counted if "loops=1950" in line or "loops=2000" in line]


def test_last_page_shows_the_last_people_in_order(suite: Suite) -> None:
    fill(suite, 120)
    page = suite.browser("coordinator").get("/registry/people?page=3").get_data(as_text=True)
    assert [page.count(f"Оспанов {number}<") for number in (100, 101, 120)] == [0, 1, 1]


def test_sorting_by_doubts_puts_those_in_doubt_first(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK, {"name": "Ли Виктор"}, {"name": "Абаев Нурлан"})
    came(suite, project, "2022-05-12", {"name": "Ли Виктор Петрович"})
    table = sheet(
        suite.browser("coordinator").get("/registry/people.xlsx?sort=-doubts&col=name&col=doubts").data
    )
    assert [(row[0], row[1] or 0) for row in table[1:]] == [
        ("Ли Виктор", 1),
        ("Ли Виктор Петрович", 1),
        ("Абаев Нурлан", 0),
        (SERIK["name"], 0),
    ]
