"""Projects of participants that a donor decides on."""

from __future__ import annotations

from itertools import count

from tests.house.opinions import MARK, OTHER
from tests.shared.makers import REGION
from tests.suite import Suite

SERVICE, API = "grants", "/grants/api/v1/donor-projects"
numbers = count(1)


def a_donor_project(suite: Suite, project: str) -> str:
    """One a donor has not decided on."""
    said = {"title": f"Теплица {next(numbers)}", "participant": "Серік", "donor": "ОФ «Болашақ»"}
    more = {"origin": "domestic", "amount": 1500000, "region": REGION, "project_id": project}
    return f"/grants/donor-projects/{suite.ok('POST', API, json={**said, **more})['id']}"


def of_another_region(suite: Suite, project: str) -> dict[str, str]:
    """One of the other region."""
    said = {"title": MARK, "participant": MARK, "donor": MARK, "origin": "domestic", "amount": 1}
    made = suite.ok("POST", API, json={"project_id": project, "region": OTHER, **said})
    return {"donor_project_id": made["id"]}


PROVEN = {"donor_project": a_donor_project}
