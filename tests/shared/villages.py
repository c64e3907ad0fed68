"""A village's plan that nobody proved yet, a problem a session of a village named."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.suite import Suite

numbers = count(1)
REGION = "turkistan"
# What is sent to each address of village plans, problems and directions.
VILLAGE_BODIES: dict[str, dict[str, Any]] = {
    "directions": {"title": "x"},
    "protocol": dict.fromkeys(("number", "agenda", "decisions", "chair", "secretary"), "x"),
    "sessions": {"problems": ["01a22724-6395-712d-a9cb-414374cc46b3"]},
    "village-plans": {"settlement": "x"},
    "village-plans/approval": {
        "approved_on": "2022-09-14",
        "approved_by": "assembly",
        "protocol_number": "1",
    },
    "members": {"name": "x", "office": "chair", "represents": "x"},
    "problems": {"title": "x", "sector": "water", "priority": "high", "votes": 1},
    "measures": {"for_whom": "x", "title": "x"},
    "activities": {"title": "x", "starts_on": "2022-10-01", "ends_on": "2022-10-02", "owner": "x"},
    "indicators": {"title": "x", "unit": "x", "target": 1, "due_on": "2022-10-02"},
}


def a_village_plan(suite: Suite, project: str) -> str:
    """An approved plan of a village of its own."""
    api, village = "/registry/api/v1/village-plans", {"region": REGION, "settlement": f"село {next(numbers)}"}
    begun = {"project_id": project, "group_formed_on": "2022-08-20", **village}
    plan = suite.ok("POST", api, json=begun)["id"]
    days = {"starts_on": "2022-10-01", "ends_on": "2022-12-01"}
    rows: list[tuple[str, dict[str, Any]]] = [
        *(("members", {"name": who, "office": who, "represents": "село"}) for who in ("chair", "member")),
        ("problems", {"title": "Вода", "sector": "water", "priority": "high"}),
        ("measures", {"for_whom": "все", "title": "Пандус"}),
        ("activities", {"title": "Скважина", "owner": "акимат", **days}),
        ("indicators", {"title": "Вода", "unit": "%", "target": 85, "due_on": "2022-12-01"}),
    ]
    for part, row in rows:
        suite.ok("POST", f"{api}/{plan}/{part}", json=row)
    said = {"approved_on": "2022-09-14", "approved_by": "assembly", "protocol_number": "3"}
    suite.ok("POST", f"{api}/{plan}/approval", json=said)
    return f"/registry/village-plans/{plan}"


def a_problem(suite: Suite, project: str, region: str, words: str) -> str:
    """The id of a problem a session of a region named."""
    events, session = "/events/api/v1/gatherings", {"type": "thematic_session", "activity": "1.2"}
    place = {"project_id": project, "title": words, "region": region, "settlement": words}
    held = {"starts_on": "2022-05-27", "mode": "offline"}
    made = suite.ok("POST", events, json={**session, **place, **held})["id"]
    said = {"title": words, "votes": 1, "sector": "water", "priority": "high"}
    named: str = suite.ok("POST", f"{events}/{made}/problems", json=said)["id"]
    return named


def of_villages(suite: Suite, project: str, region: str, words: str) -> dict[str, str]:
    """A village's plan of a region with somebody of its group, by the names of addresses."""
    plans, village = "/registry/api/v1/village-plans", {"region": region, "settlement": words, "goal": words}
    plan = suite.ok("POST", plans, json={"project_id": project, **village})["id"]
    row = suite.ok("POST", f"{plans}/{plan}/members", json=VILLAGE_BODIES["members"])["id"]
    return {"village_plan_id": plan, "row_id": row, "part_key": "members", "form": "pdf"}
