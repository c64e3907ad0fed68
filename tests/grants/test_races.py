"""Many hands on one fund, one key, one register. Each protection has a twin without it that must fail."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from services.grants.awards.operations import giving, paying
from services.grants.awards.queries import get_award
from services.grants.contests.operations.holding import close_contest
from services.grants.contests.queries.contests import get_contest
from services.grants.db import db
from tests.grants.conftest import Tool, records

THREADS = 16
READ = text("SELECT amount - awarded FROM funds WHERE contest_id = :contest AND region = :region")
WRITE = text("UPDATE funds SET awarded = awarded + :amount WHERE contest_id = :contest AND region = :region")


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Answers of calls made by sixteen hands."""
    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def race(lead: Tool, app: Flask, contest: str) -> Counter[str]:
    """Sixteen people award 90 000 ₸ from one fund at once, each to his own application; outcomes by code."""
    applications = [lead.application(contest) for _ in range(THREADS)]
    answers = at_once(
        [
            lambda one=one: Tool(app, "lead").post(f"/applications/{one}/award", {"amount": 90000})
            for one in applications
        ]
    )
    return Counter(answer.json.get("code", "awarded") for answer in answers)


def check_then_insert(contest_id: uuid.UUID, region: str, amount: Decimal) -> bool:
    """What must not be done: look, think, write."""
    where = {"contest": contest_id, "region": region}
    if db.session.scalar(READ, where) < amount:
        return False
    time.sleep(0.05)
    db.session.execute(WRITE, {**where, "amount": amount})
    return True


@pytest.fixture
def unchecked_funds(app: Flask) -> Any:
    """Funds without their CHECK, put back afterwards."""
    rule = "CHECK (awarded BETWEEN 0 AND amount)"
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE funds DROP CONSTRAINT ck_funds_awarded"))
    yield
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE funds SET awarded = least(awarded, amount), paid = 0"))
        connection.execute(text(f"ALTER TABLE funds ADD CONSTRAINT ck_funds_awarded {rule}"))


def test_sixteen_hands_cannot_over_award(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    outcomes = race(lead, app, contest)
    fund = lead.fund(contest)
    assert outcomes == {"awarded": 11, "fund_exhausted": 5}
    assert (fund["awarded"], fund["awards"]) == (990000, 11)


def test_no_room_is_left_for_a_refused_award(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    race(lead, app, contest)
    assert lead.fund(contest)["left"] < 90000


def test_check_then_insert_twin_over_awards(
    lead: Tool, app: Flask, unchecked_funds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "take_from_fund", check_then_insert)
    contest = lead.contest()
    outcomes = race(lead, app, contest)
    assert outcomes["awarded"] > 11
    assert lead.fund(contest)["awarded"] > 1000000


def test_check_constraint_holds_where_code_fails(
    lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "take_from_fund", check_then_insert)
    contest = lead.contest()
    outcomes = race(lead, app, contest)
    assert outcomes["internal_error"] > 0
    assert lead.fund(contest)["awarded"] <= 1000000


def test_average_holds_across_regions_at_once(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    regions = [row["region"] for row in lead.get(f"/contests/{contest}").json["funds"]]
    applications = [lead.application(contest, region) for region in regions if region != "turkistan"]
    amounts = [400000, 400000, 600000, 600000, 600000, 600000]
    at_once(
        [
            lambda one=one, amount=amount: Tool(app, "lead").post(
                f"/applications/{one}/award", {"amount": amount}
            )
            for one, amount in zip(applications, amounts, strict=True)
        ]
    )
    awarded = [row["awarded"] for row in lead.get(f"/contests/{contest}").json["funds"] if row["awarded"]]
    assert sum(awarded) <= 500000 * len(awarded)


def test_same_key_awards_once(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest))
    answers = at_once(
        [lambda: Tool(app, "lead").post(f"/awards/{award}/payment", {"amount": 1000}, Idempotency_Key="k1")]
        * THREADS
    )
    assert {answer.status_code for answer in answers} == {201} and len(
        {answer.json["id"] for answer in answers}
    ) == 1
    assert lead.fund(contest)["paid"] == 1000


def test_key_is_not_for_another_body(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.post(f"/awards/{award}/payment", {"amount": 1000}, Idempotency_Key="k2")
    assert (
        lead.post(f"/awards/{award}/payment", {"amount": 2000}, Idempotency_Key="k2").json["code"]
        == "idempotency_key_reused"
    )


def test_refused_award_leaves_its_key_free(lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    path = f"/applications/{application}/award"
    refused = lead.post(path, {"amount": 900000}, Idempotency_Key="k3")
    assert (refused.status_code, lead.post(path, {"amount": 400000}, Idempotency_Key="k3").status_code) == (
        409,
        201,
    )


def test_numbers_have_no_gaps_under_concurrency(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    body = {
        "region": "turkistan",
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": 100000,
        "registered_on": "2022-06-02",
        "again": True,
    }
    bad = {**body, "registered_on": "2023-06-02"}
    answers = at_once(
        [
            lambda one=one: Tool(app, "lead").post(f"/contests/{contest}/applications", one)
            for one in [body, bad] * 20
        ]
    )
    numbers = sorted(answer.json["number"] for answer in answers if answer.status_code == 201)
    assert numbers == [f"ТУР-{number:03d}" for number in range(1, 21)]


def test_published_sums_survive_concurrent_intake(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    regions = ["atyrau", "zhambyl", "kyzylorda", "mangystau"] * 4
    at_once(
        [
            lambda region=region: Tool(app, "lead").application(contest, region, requested=100000)
            for region in regions
        ]
    )
    with app.app_context():
        state = db.session.scalar(text("SELECT state FROM outbox WHERE kind = 'contest'"))
    assert {row["requested"] for row in state["funds"]} == {"400000.00", "0.00"}


def while_uncommitted(app: Flask, change: Callable[[], Any], call: Callable[[], Any]) -> Any:
    """The answer of a call that began while a change was made but not committed."""
    with ThreadPoolExecutor(1) as pool:
        with app.test_request_context(headers={"Authorization": "Bearer lead"}):
            change()
            answer = pool.submit(call)
            time.sleep(0.4)
            db.session.commit()
        return answer.result()


def test_intake_waits_for_a_closing_contest(lead: Tool, app: Flask) -> None:
    contest = lead.contest(closes_on="2099-12-31")
    paper = {
        "region": "turkistan",
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": 1,
    }
    answer = while_uncommitted(
        app,
        lambda: close_contest(get_contest(uuid.UUID(contest), "contest.manage", lock=True)),
        lambda: Tool(app, "lead").post(f"/contests/{contest}/applications", paper),
    )
    assert answer.json["code"] == "intake_not_open"


def test_published_money_lacks_no_neighbours_change(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    first, second = (lead.award(lead.application(contest, region)) for region in ("zhambyl", "atyrau"))
    lead.signed(first), lead.signed(second)
    while_uncommitted(
        app,
        lambda: paying.pay_award(get_award(uuid.UUID(first), "award.pay", lock=True), Decimal(1000)),
        lambda: Tool(app, "lead").post(f"/awards/{second}/payment", {"amount": 1000}),
    )
    paid = {row["region"]: row["paid"] for row in records(app, "contest")[0]["funds"]}
    assert (paid["zhambyl"], paid["atyrau"]) == ("1000.00", "1000.00")
