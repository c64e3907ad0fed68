"""Sealed snapshots have a schema: old ones are read as they were meant, newer ones refused in words."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import text

from services.reports.documents.sealed import SCHEMA, SchemaUnknown, Unreadable, read, to_json
from tests.reports.printed import compose
from tests.suite import Browser, Suite


@pytest.fixture
def report(suite: Suite, project: str) -> str:
    """The id of a sealed report."""
    asked = {"formats": ["xlsx"], "locale": "ru"}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    return suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]


def reseal(suite: Suite, schema: str, field: str = "schema") -> None:
    """Make all snapshots of another schema, or with another value of a field."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        change = "UPDATE reports SET snapshot = jsonb_set(snapshot, ARRAY[:field], CAST(:schema AS jsonb))"
        session.execute(text(change), {"schema": schema, "field": field})
        session.commit()


def test_snapshot_of_the_first_schema_says_what_it_left_out(snapshot: dict[str, Any]) -> None:
    now = read(snapshot)
    assert (now.schema, now.period.running) == (SCHEMA, False)
    assert (now.cells[0].late, now.cells[0].proviso, now.cells[0].region_targets) == (0, None, {})


def test_reading_an_old_snapshot_rewrites_nothing(snapshot: dict[str, Any]) -> None:
    before = deepcopy(snapshot)
    read(snapshot)
    assert snapshot == before


def test_old_and_new_schema_print_the_same(snapshot: dict[str, Any]) -> None:
    assert compose(snapshot) == compose(to_json(read(snapshot)))


def test_new_report_names_its_schema(suite: Suite, report: str) -> None:
    assert suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]["schema"] == SCHEMA


@pytest.mark.parametrize("schema", [0, SCHEMA + 1, str(SCHEMA), None])
def test_unknown_schema_is_never_guessed(snapshot: dict[str, Any], schema: object) -> None:
    with pytest.raises(SchemaUnknown):
        read(snapshot | {"schema": schema})


def test_report_of_a_newer_schema_is_refused_in_words(suite: Suite, report: str, lead: Browser) -> None:
    reseal(suite, str(SCHEMA + 1))
    page = lead.get(f"/reports/reports/{report}")
    assert page.status_code == 409 and "более новой версией Asar" in page.get_data(as_text=True)


def test_new_report_is_kept_as_it_is_read(suite: Suite, report: str) -> None:
    kept = suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]
    assert to_json(read(kept)) == kept


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"summary": None}, "summary"),
        ({"sections": "lost"}, "sections"),
        ({"plan": {"version": "one", "approved_on": None}}, r"plan\.version"),
    ],
)
def test_damaged_snapshot_says_where(snapshot: dict[str, Any], change: dict[str, Any], place: str) -> None:
    with pytest.raises(Unreadable, match=place):
        read(snapshot | change)


def test_report_with_a_damaged_snapshot_is_refused_in_words(suite: Suite, report: str, lead: Browser) -> None:
    reseal(suite, '"lost"', "sections")
    page = lead.get(f"/reports/reports/{report}")
    assert page.status_code == 409 and "не читаются" in page.get_data(as_text=True)
