"""An amendment approved while a report is being sealed: the report is of one version, and says which."""

from __future__ import annotations

from typing import Any

import pytest

from services.reports.reports import operations
from tests.suite import Suite


def new_target(suite: Suite, plan: str, target: str) -> str:
    """The id of a version, not approved yet, in which 4.1.3 has another target."""
    from uuid import UUID

    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Письмо"})[
        "id"
    ]
    with suite.apps["registry"].app_context():
        from services.registry.plans.queries import get_plan, indicators

        row = next(item for item in indicators(get_plan(UUID(draft))) if item.code == "4.1.3")
        sent = {"name": row.name, "comparator": row.comparator, "unit": row.unit or "", "target": target}
        key = row.id
    form = {f"{key}-{name}": value for name, value in sent.items()}
    suite.browser("project_lead").post(f"/registry/plans/{draft}", {"draft": "1", **form})
    return str(draft)


def approve(suite: Suite, draft: str) -> None:
    """Approve a version and deliver it."""
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    suite.settle()


def sealed(suite: Suite, project: str) -> dict[str, Any]:
    """The snapshot of a report asked for now."""
    path = f"/reports/api/v1/projects/{project}/reports"
    job = suite.ok("POST", path, json={"formats": ["xlsx"]})["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        from services.reports.reports.models import Report

        return session.query(Report).filter_by(id=report).one().snapshot


def cell(found: dict[str, Any]) -> dict[str, Any]:
    """4.1.3 in a snapshot."""
    return next(
        row
        for section in found["sections"]
        for activity in section["activities"]
        for row in activity["indicators"]
        if row["code"] == "4.1.3"
    )


def target_of(found: dict[str, Any]) -> Any:
    """The target of 4.1.3 in a snapshot."""
    return cell(found)["target"]


def test_report_sealed_while_an_amendment_is_approved_is_of_one_version(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    real, done, draft = operations.take, [], new_target(suite, plan, "220")

    def slow(*given: Any) -> Any:
        if not done:
            done.append(True)
            approve(suite, draft)
        return real(*given)

    monkeypatch.setattr(operations, "take", slow)
    first = sealed(suite, project)
    assert (first["plan"]["version"], int(target_of(first))) == (1, 210)
    second = sealed(suite, project)
    assert (second["plan"]["version"], int(target_of(second))) == (2, 220)


@pytest.fixture
def sealed_meanwhile(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A report between whose cells and the records behind them an amendment and a training arrive."""
    plan, done = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"], []
    draft, take = new_target(suite, plan, "220"), operations.take

    def slow(*about: Any) -> Any:
        if not done:
            done.append(suite.gathering(project))
            approve(suite, draft)
        return take(*about)

    monkeypatch.setattr(operations, "take", slow)
    return sealed(suite, project)


def counted(suite: Suite, found: dict[str, Any]) -> tuple[int, int, int]:
    """The version of a snapshot's plan, the people in the cell of 4.1.3 and in the records behind it."""
    rows = suite.ok("GET", f"/reports/api/v1/reports/{found['id']}/indicators/4.1.3/records")
    behind = sum(int(float(row["value"])) for row in rows)
    return found["plan"]["version"], cell(found)["actual"] or 0, behind


def test_cells_of_a_report_equal_the_records_behind_them_whatever_arrives(
    suite: Suite, sealed_meanwhile: dict[str, Any]
) -> None:
    assert counted(suite, sealed_meanwhile) == (1, 0, 0)


@pytest.fixture
def no_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is taken out of whatever the facts say at each statement."""
    monkeypatch.setattr(operations, "ONE_MOMENT", {})


def test_without_one_moment_the_records_of_a_sealed_cell_are_others(
    suite: Suite, no_moment: None, sealed_meanwhile: dict[str, Any]
) -> None:
    assert counted(suite, sealed_meanwhile) == (1, 15, 0)
