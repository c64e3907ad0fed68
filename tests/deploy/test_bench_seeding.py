"""A seeded programme has the figures its lists say, added up here another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event

from deploy.bench.crowd import crowd, face
from deploy.bench.seeding import grow
from deploy.bench.sizes import LARGE, SIZES, Size
from shared.language.categories import GROUPS, LEADER
from tests.suite import PDF, Suite

TINY = Size("tiny", 2_100, 40)
HELD = "SELECT count(*) FROM gatherings g WHERE type = %s"
OF = "FROM participants p JOIN gatherings g ON g.id = gathering_id WHERE p.attended AND type = %s"
CAME = f"SELECT count(*) {OF}"
LEADERS = CAME.replace("count(*)", "count(DISTINCT person_id)") + f" AND category IN {GROUPS[LEADER]}"
LISTS = HELD + " AND EXISTS (SELECT FROM evidence e WHERE owner_id = g.id AND kind = 'signed_list')"
EXPECTED = {
    "4.1.1": (HELD, "training"),
    "4.1.2": (LISTS, "training"),
    "4.1.3": (CAME, "training"),
    "4.1.6": (LEADERS, "training"),
    "3.1.1": (HELD, "master_class"),
    "3.1.4": (CAME, "master_class"),
    "1.2.3": (HELD, "thematic_session"),
}


@pytest.fixture
def grown(suite: Suite) -> Suite:
    """The suite with an approved plan and a tiny crowd."""
    suite.browser("project_lead")
    suite.approved_project()
    grow(suite.apps, suite.env, TINY, lambda words: None)
    return suite


def asked(suite: Suite, statement: str, *values: Any) -> Decimal:
    """What the events database itself says."""
    url = suite.env["ASAR_EVENTS_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        row = connection.execute(statement, values).fetchone()
    assert row
    return Decimal(row[0])


def figures(suite: Suite) -> dict[str, Decimal]:
    """What the reports service says, by the code of the indicator."""
    project = suite.ok("GET", "/registry/api/v1/projects")[0]["id"]
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    return {row["code"]: row["actual"] for row in rows}


def test_figures_are_what_the_lists_say(grown: Suite) -> None:
    said = figures(grown)
    for code, (statement, kind) in EXPECTED.items():
        assert said[code] == asked(grown, statement, kind), code
    assert asked(grown, "SELECT count(*) FROM participants") == TINY.attendances
    assert asked(grown, "SELECT sum(attended) FROM gatherings") == asked(
        grown, "SELECT count(*) FROM participants WHERE attended"
    )


def test_the_product_finds_nothing_to_derive_anew(grown: Suite) -> None:
    from services.reports.facts.cli import check_figures

    with grown.apps["reports"].app_context():
        assert check_figures() == []


def test_a_seeded_person_is_known_when_he_comes_again(grown: Suite) -> None:
    project = grown.ok("GET", "/registry/api/v1/projects")[0]["id"]
    known = face(8)
    gathering = grown.gathering(project, people=0, region=known.region, evidence=())
    row = {"name": known.name, "birth_year": known.birth_year, "phone": known.phone, "attended": True}
    answer = grown.ok(
        "POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": [row]}
    )
    assert (answer[0]["match"], answer[0]["person_id"]) == ("same", str(known.id)), answer


def test_what_comes_after_the_seed_is_newer(grown: Suite) -> None:
    before = figures(grown)["4.1.2"]
    url = grown.env["ASAR_EVENTS_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        bare = connection.execute(
            "SELECT id FROM gatherings g WHERE type = 'training' AND NOT EXISTS (SELECT FROM evidence e "
            "WHERE e.owner_id = g.id AND kind = 'signed_list') LIMIT 1"
        ).fetchone()
    assert bare
    data = {"file": (BytesIO(PDF), "list.pdf"), "kind": "signed_list"}
    grown.ok("POST", f"/events/api/v1/gatherings/{bare[0]}/evidence", data=data)
    grown.settle()
    assert figures(grown)["4.1.2"] == before + 1


SHOWN = 51


def test_no_two_of_the_crowd_have_one_name() -> None:
    names = {who.name for who in crowd(LARGE.people)}
    assert len(names) == LARGE.people


def test_a_size_is_what_it_is_called() -> None:
    assert [(size.attendances, size.gatherings) for size in SIZES.values()] == [
        (10_000, 1_000),
        (100_000, 10_000),
        (1_000_000, 100_000),
    ]
    assert LARGE.people >= 100_000


@pytest.mark.parametrize("asked", ["api", "page"])
def test_the_newest_gatherings_are_read_by_their_index(grown: Suite, asked: str) -> None:
    """However many there are, a list reads its fifty: no plan sorts more than it shows."""
    engine = engine_of(grown)
    with heard(engine) as statements:
        if asked == "api":
            grown.ok("GET", "/events/api/v1/gatherings?limit=50")
        else:
            assert grown.browser("project_lead").get("/events/gatherings").status_code == 200
    lists = [pair for pair in statements if "ORDER BY gatherings.starts_on DESC" in pair[0]]
    assert lists
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for statement, values in lists:
            plan = "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", values))
            assert "Scan Backward using ix_gatherings_starts_on_id" in plan
            assert all(int(rows) <= SHOWN for rows in re.findall(r"Sort  \(.*? rows=(\d+)", plan))


def engine_of(suite: Suite) -> Engine:
    """The engine of the events service."""
    with suite.apps["events"].app_context():
        engine: Engine = suite.apps["events"].extensions["sqlalchemy"].engine
    return engine


@contextmanager
def heard(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements of an engine with their values while it lasts."""
    found: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        found.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", hear)
