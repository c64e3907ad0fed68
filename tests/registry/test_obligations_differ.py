"""An amendment of the plan proposes how the obligations differ; it changes none of them silently."""

from __future__ import annotations

from typing import Any

import pytest

from tests.registry.test_obligations import API, TRAININGS, Row, confirm, known, proposed, put_off
from tests.suite import Browser, Suite

ROW = """SELECT i.id FROM indicators i JOIN activities a ON a.id = i.activity_id
    JOIN sections s ON s.id = a.section_id WHERE s.plan_id = %(plan)s AND i.code = %(code)s"""
TARGET = "UPDATE indicators SET target = {}, clauses = '[]' WHERE id = %(row)s"
TERM = """UPDATE activities SET period_to = '2022-06-30'
    WHERE id = (SELECT activity_id FROM indicators WHERE id = %(row)s)"""


@pytest.fixture
def lead(suite: Suite, project: str) -> Browser:
    """Who confirms what has to exist."""
    return suite.browser("project_lead")


def amended(suite: Suite, project: str, change: str, code: str = TRAININGS) -> None:
    """A new version in force in which one indicator says something else."""
    plan = next(row for row in suite.ok("GET", f"{API}/projects") if row["id"] == project)["plan_id"]
    made = suite.ok("POST", f"{API}/plans/{plan}/amendments", json={"reason_text": "Письмо № 3"})["id"]
    connection = suite.tables("registry").connection
    connection.execute(change, {"row": connection.execute(ROW, {"plan": made, "code": code}).fetchone()[0]})
    connection.commit()
    suite.ok("POST", f"{API}/plans/{made}/approval")


def page(lead: Browser, project: str) -> str:
    """What the lead is shown."""
    return str(lead.get(f"/registry/projects/{project}/obligations").get_data(as_text=True))


def answer(lead: Browser, project: str, what: str, rows: list[Row]) -> Any:
    """Take a difference over for these obligations."""
    here = f"/registry/projects/{project}/obligations"
    form = {"obligations": [row["id"] for row in rows], "reason": "Письмо грантодателя № 3"}
    return lead.post(f"{here}/{what}", form, page=here)


def test_larger_target_proposes_what_is_more(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    amended(suite, project, TARGET.format(21))
    assert len(known(suite, project)) == 14
    assert {slot["number"] for slot in proposed(suite, project)[TRAININGS]["slots"]} == {3}
    assert confirm(suite, project, TRAININGS) == 7


def test_smaller_target_proposes_to_waive_the_rest(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    amended(suite, project, TARGET.format(7))
    assert {row["status"] for row in known(suite, project)} == {"open"}
    assert "больше не требует" in page(lead, project)
    second = [row for row in known(suite, project) if row["number"] == 2]
    assert answer(lead, project, "unasked", second).status_code == 302
    assert sum(row["status"] == "waived" for row in known(suite, project)) == 7
    assert "больше не требует" not in page(lead, project)


def test_other_term_is_taken_over_by_an_act_only(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    amended(suite, project, TERM)
    assert {row["due_on"] for row in known(suite, project)} == {"2022-05-31"}
    assert "31.05.2022, теперь 30.06.2022" in page(lead, project)
    assert answer(lead, project, "terms", known(suite, project)).status_code == 302
    rows = known(suite, project)
    assert {(row["due_on"], row["promised_on"]) for row in rows} == {("2022-06-30", "2022-05-31")}
    assert "План даёт другой срок" not in page(lead, project)


def test_day_that_was_put_off_is_no_difference(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    put_off(suite, project, known(suite, project)[:3], days=10)
    assert "План даёт другой срок" not in page(lead, project)


def test_difference_is_taken_over_with_a_reason(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    amended(suite, project, TARGET.format(7))
    here = f"/registry/projects/{project}/obligations"
    form = {"obligations": [row["id"] for row in known(suite, project)], "reason": ""}
    assert lead.post(f"{here}/unasked", form, page=here).status_code == 422
    assert {row["status"] for row in known(suite, project)} == {"open"}
