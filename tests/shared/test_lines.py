"""A line of JSON for each request and each piece of work, found by one number; nobody's name stands in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests.suite import Suite

LEGAL = {"time", "service", "method", "route", "status", "ms", "sql", "request", "actor", "region", "follows"}
OF_WORK = {"time", "service", "work", "job", "state", "request", "ms"}
NAME, PHONE, NOTE = "Канарейкина Жёлтая", "+7 701 555 44 33", "канарейка-в-заметке"


class Lines(logging.Handler):
    """What the process has written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.written.append(record.getMessage())

    def of(self, **said: Any) -> list[dict[str, Any]]:
        """The lines that say this."""
        lines = map(json.loads, self.written)
        return [line for line in lines if said.items() <= line.items()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines of this test."""
    log, kept = logging.getLogger("asar.lines"), Lines()
    log.addHandler(kept)
    log.setLevel(logging.INFO)
    yield kept
    log.removeHandler(kept)
    log.setLevel(logging.NOTSET)


def test_line_says_what_a_request_cost_and_nothing_of_anybody(
    suite: Suite, project: str, lines: Lines
) -> None:
    gathering = suite.gathering(project, 0)
    row = {"name": NAME, "phone": PHONE, "category": "leader", "attended": True}
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": [row]})
    browser = suite.browser("project_lead")
    browser.get(f"/events/gatherings?q={NOTE}")
    browser.post("/events/gatherings/new", {"title": NOTE, "settlement": NAME})
    browser.get(f"/registry/people?q={NAME}")
    suite.settle()
    everything = "\n".join(lines.written)
    for canary in ("Канарейк", "Жёлтая", "555 44 33", "5554433", NOTE):
        assert canary not in everything
    assert all(line.keys() <= LEGAL or line.keys() <= OF_WORK for line in lines.of())
    (listed,) = lines.of(route="/events/gatherings", method="GET")
    assert (listed["service"], listed["status"], listed["actor"]) == ("events", 200, browser.user_id)
    assert listed["sql"] > 0 and listed["ms"] > 0


def test_partner_is_told_by_his_region(suite: Suite, lines: Lines) -> None:
    suite.browser("partner_rep", "turkistan").get("/events/gatherings")
    assert lines.of(route="/events/gatherings")[0]["region"] == "turkistan"


def test_address_nobody_owns_has_no_rule(suite: Suite, lines: Lines) -> None:
    suite.browser("project_lead").get(f"/events/{NAME}")
    (line,) = lines.of(service="events")
    assert (line["route"], line["status"]) == ("unknown", 404)


def test_number_goes_to_the_neighbour_that_is_asked(suite: Suite, lines: Lines) -> None:
    suite.apps["events"].extensions["introspection"].known.clear()
    suite.ok("GET", "/events/api/v1/gatherings", headers={"X-Request-Id": "from-a-tool.7"})
    asked = lines.of(request="from-a-tool.7")
    assert {line["service"] for line in asked} == {"events", "registry"}
    assert [line["actor"] for line in asked if line["service"] == "registry"] == ["events"]


def test_number_goes_with_published_records_and_with_work(suite: Suite, project: str, lines: Lines) -> None:
    said = {"project_id": project, "kind": "press_release", "title": "Итоги", "issued_on": "2022-05-01"}
    suite.ok("POST", "/events/api/v1/publications", json=said, headers={"X-Request-Id": "record-1"})
    asked = {"formats": ["xlsx"]}
    path = f"/reports/api/v1/projects/{project}/reports"
    suite.ok("POST", path, json=asked, headers={"X-Request-Id": "report-1"})
    suite.settle()
    taken = lines.of(service="reports", route="/reports/messages")
    assert any("record-1" in line.get("follows", ()) for line in taken)
    (built,) = lines.of(work="reports.build")
    assert (built["request"], built["state"]) == ("report-1", "done")


@pytest.mark.parametrize("given", ["имя человека", "a b", "", "x" * 41, 'a"b'])
def test_number_that_could_be_anything_is_replaced(suite: Suite, lines: Lines, given: str) -> None:
    headers = {"X-Request-Id": given.encode().decode("latin-1")}
    answer = suite.call("GET", "/events/api/v1/gatherings", headers=headers)
    assert answer.headers["X-Request-Id"] != headers["X-Request-Id"]
    (line,) = lines.of(route="/events/api/v1/gatherings")
    assert line["request"] == answer.headers["X-Request-Id"]


def test_nothing_is_put_together_where_nobody_reads(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.web.logs.about", lambda *_: pytest.fail("nobody reads it"))
    suite.ok("GET", "/events/api/v1/gatherings")
