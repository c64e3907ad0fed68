"""Sealed snapshots have a schema: old ones are read as they were meant, newer ones refused in words."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import text

from services.reports.documents.programme_report.content import compose
from services.reports.documents.sealed import SCHEMA, SchemaUnknown, read
from tests.suite import Browser, Suite


@pytest.fixture
def report(suite: Suite, project: str) -> str:
    """The id of a sealed report."""
    asked = {"formats": ["xlsx"], "locale": "ru"}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    return suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]


def reseal(suite: Suite, schema: str) -> None:
    """Make all snapshots of another schema."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        change = "UPDATE reports SET snapshot = jsonb_set(snapshot, '{schema}', CAST(:schema AS jsonb))"
        session.execute(text(change), {"schema": schema})
        session.commit()


def test_snapshot_of_the_first_schema_says_what_it_left_out(snapshot: dict[str, Any]) -> None:
    now = read(snapshot)
    item = now["sections"][0]["activities"][0]["indicators"][0]
    assert (now["schema"], now["period"]["running"]) == (SCHEMA, False)
    assert (item["late"], item["proviso"], item["region_targets"]) == (0, None, {})


def test_reading_an_old_snapshot_rewrites_nothing(snapshot: dict[str, Any]) -> None:
    before = deepcopy(snapshot)
    read(snapshot)
    assert snapshot == before


def test_old_and_new_schema_print_the_same(snapshot: dict[str, Any]) -> None:
    assert compose(snapshot) == compose(read(snapshot))


def test_new_report_names_its_schema(suite: Suite, report: str) -> None:
    assert suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]["schema"] == SCHEMA


@pytest.mark.parametrize("schema", [0, 4, "3", None])
def test_unknown_schema_is_never_guessed(snapshot: dict[str, Any], schema: object) -> None:
    with pytest.raises(SchemaUnknown):
        read(snapshot | {"schema": schema})


def test_report_of_a_newer_schema_is_refused_in_words(suite: Suite, report: str, lead: Browser) -> None:
    reseal(suite, "4")
    page = lead.get(f"/reports/reports/{report}")
    assert page.status_code == 409 and "более новой версией Asar" in page.get_data(as_text=True)
