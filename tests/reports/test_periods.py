"""The days a report is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.reports.reports.operations import PeriodEmpty, period_of
from shared.language.records.project import Plan, Project
from tests.suite import Suite

DAY = date(2022, 9, 30)


def project(first: date | None = None, approved: date | None = None) -> Project:
    """A project that says of its days only this."""
    return Project(
        id="p",
        page="/registry/projects/p",
        topic="",
        grantee="",
        grantor="",
        goal="",
        amount=Decimal(0),
        status="running",
        period_from=first,
        period_to=None,
        regions=(),
        partners=(),
        team=(),
        plan=Plan(id="plan", version=1, approved_on=approved, sections=()),
    )


def test_report_begins_with_its_project() -> None:
    told = project(date(2022, 4, 1), date(2022, 4, 20))
    assert period_of(told, {"to": DAY}) == (date(2022, 4, 1), DAY)


def test_plan_without_a_first_day_is_reported_from_its_approval() -> None:
    assert period_of(project(None, date(2022, 4, 20)), {"to": DAY}) == (date(2022, 4, 20), DAY)


def test_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(PeriodEmpty):
        period_of(project(), {"from": date(2022, 10, 1), "to": DAY})


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("path", ["indicators", "indicators/4.1.3/records"])
def test_a_day_of_another_century_is_refused_by_name(suite: Suite, project: str, path: str, day: str) -> None:
    answer = suite.call("GET", f"/reports/api/v1/projects/{project}/{path}?until={day}")
    assert answer.status_code == 422 and "until" in answer.get_json()["detail"]["fields"]
