"""What reports is told, and the figures it makes of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from sqlalchemy import text

from services.grants.db import db
from tests.grants.conftest import PROJECT_ID, Tool, records
from tests.grants.test_groups import group
from tests.suite import PDF, Suite

API = "/grants/api/v1"


def test_contest_is_told_with_its_money(lead: Tool, app: Flask) -> None:
    contest = lead.contest(regulation_on="2022-05-25")
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", {"verdict": "award", "recommended": 450000})
    award = lead.award(application)
    lead.post(f"/awards/{award}/payment", {"amount": 200000})
    state = records(app, "contest")[0]
    assert (state["id"], state["project_id"], state["activity_id"], state["status"]) == (
        contest,
        PROJECT_ID,
        "a2",
        "closed",
    )
    assert next(row for row in state["funds"] if row["region"] == "zhambyl") == {
        "region": "zhambyl",
        "fund": "1000000.00",
        "requested": "480000.00",
        "recommended": "450000.00",
        "awarded": "450000.00",
        "paid": "200000.00",
        "left": "550000.00",
        "away": "0.00",
    }


def test_records_of_two_contests_are_told_apart(lead: Tool, app: Flask) -> None:
    contests = [lead.contest(title=title) for title in ("Первый", "Второй")]
    awards = [
        lead.award(lead.application(contest), amount)
        for contest, amount in zip(contests, (450000, 200000), strict=True)
    ]
    left = {
        state["id"]: next(row["left"] for row in state["funds"] if row["region"] == "zhambyl")
        for state in records(app, "contest")
    }
    assert left == {contests[0]: "550000.00", contests[1]: "800000.00"}
    assert [(state["id"], state["contest_id"]) for state in records(app, "award")] == list(
        zip(awards, contests, strict=True)
    )
    assert [state["contest_id"] for state in records(app, "application")] == contests


def test_application_is_told_without_its_leader(lead: Tool, app: Flask) -> None:
    lead.application(lead.contest(), "turkistan")
    state = records(app, "application")[0]
    assert (state["number"], state["group"], state["requested"]) == ("ТУР-001", "«Жастар»", "480000.00")
    assert "Омаров" not in str(state)


def test_application_names_its_group_and_its_leader_by_id(
    lead: Tool, tool: Callable[..., Tool], app: Flask
) -> None:
    ids = {"group_id": group(app), "leader_person_id": str(uuid.uuid4())}
    made = lead.application(lead.contest(), **ids)
    told, seen = records(app, "application")[0], lead.get(f"/applications/{made}").json
    assert {name: told[name] for name in ids} == ids == {name: seen[name] for name in ids}
    looked_at = tool("grantor").get(f"/applications/{made}").json
    assert (looked_at["group_id"], looked_at["leader_person_id"]) == (ids["group_id"], None)


def test_award_is_told_with_its_evidence(lead: Tool, app: Flask) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.post(
        f"/awards/{award}/evidence", {"kind": "agreement", "file": (BytesIO(PDF + b"a"), "договор.pdf")}
    )
    state = records(app, "award")[0]
    assert (state["amount"], [(item["kind"], item["name"]) for item in state["evidence"]]) == (
        "450000.00",
        [("agreement", "договор.pdf")],
    )


def test_cancelled_award_is_told(lead: Tool, app: Flask) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.post(f"/awards/{award}/cancellation", {"reason": "Группа распалась"})
    assert (records(app, "award")[0]["status"], records(app, "contest")[0]["funds"][-1]["awarded"]) == (
        "cancelled",
        "0.00",
    )


def test_refused_award_tells_nothing(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    lead.post(f"/applications/{lead.application(contest)}/award", {"amount": 1000001})
    assert records(app, "award") == []


def test_counters_equal_the_sums_behind_them(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    awards = [
        lead.award(lead.application(contest, region), 300000) for region in ("zhambyl", "atyrau", "zhambyl")
    ]
    lead.post(f"/awards/{awards[0]}/cancellation", {"reason": "Отказ"})
    lead.post(f"/awards/{awards[1]}/payment", {"amount": 1000.5})
    with app.app_context():
        sums = db.session.execute(
            text(
                "SELECT (SELECT sum(amount) FROM awards WHERE status <> 'cancelled'), "
                "(SELECT sum(awarded) FROM funds), (SELECT awarded FROM contests), "
                "(SELECT awards FROM contests), (SELECT sum(amount) FROM payments), "
                "(SELECT sum(paid) FROM funds)"
            )
        )
        assert list(map(str, sums.one())) == [
            "600000.00",
            "600000.00",
            "600000.00",
            "2",
            "1000.50",
            "1000.50",
        ]


def test_awards_move_the_figures(suite: Suite, project: str) -> None:
    contest = suite.ok(
        "POST",
        f"{API}/contests",
        json={
            "project_id": project,
            "title": "К",
            "opens_on": "2022-06-01",
            "closes_on": "2022-06-20",
            "regulation_on": "2022-05-25",
        },
    )["id"]
    suite.open_contest(contest)
    paper = {
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": 480000,
        "registered_on": "2022-06-02",
        "again": True,
    }
    made = [
        suite.ok("POST", f"{API}/contests/{contest}/applications", json={**paper, "region": region})["id"]
        for region in ("turkistan", "zhambyl", "zhambyl")
    ]
    # what lies outside the project is not counted
    awards = [suite.award(item, 400000, awarded_on="2022-06-20") for item in made[:2]]
    for kind in ("agreement", "act"):
        suite.ok(
            "POST",
            f"{API}/awards/{awards[0]}/evidence",
            data={"kind": kind, "file": (BytesIO(PDF + b"a"), "a.pdf")},
        )
    suite.ok(
        "POST", f"{API}/awards/{awards[0]}/completion", json={"completed_on": "2022-06-25", "unpaid": True}
    )
    suite.settle()
    moved = [suite.figure(project, code)["actual"] for code in ("2.1.1", "2.1.2", "2.1.3", "2.1.4")]
    assert moved == [3, 0, 1, 1]  # a group counts by the register, not by its award
