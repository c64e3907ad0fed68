"""What stands beside a fund and beside an application equals what an independent sum says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import text

from services.grants.db import db
from tests.grants.conftest import Tool

FUNDS = text("""
    SELECT f.region, f.requested = coalesce(sum(a.requested) FILTER (WHERE a.status <> 'withdrawn'), 0),
           f.recommended = coalesce(sum(a.recommended) FILTER (WHERE a.status <> 'withdrawn'), 0),
           f.applications = count(a.id) FILTER (WHERE a.status <> 'withdrawn'),
           f.awards = count(a.id) FILTER (WHERE a.status = 'awarded'),
           f.first_on IS NOT DISTINCT FROM min(a.registered_on),
           f.last_on IS NOT DISTINCT FROM max(a.registered_on)
    FROM funds f LEFT JOIN applications a ON a.contest_id = f.contest_id AND a.region = f.region
    GROUP BY f.contest_id, f.region""")
CARRIED = text("""
    SELECT count(*) FROM applications a
    LEFT JOIN awards w ON w.application_id = a.id AND w.status <> 'cancelled'
    WHERE a.award_id IS DISTINCT FROM w.id OR a.awarded IS DISTINCT FROM w.amount
          OR a.paid IS DISTINCT FROM w.paid""")


def sums_are_right(app: Flask) -> bool:
    """Whether every counter equals its sum."""
    with app.app_context():
        rows = db.session.execute(FUNDS).all()
        return all(all(row[1:]) for row in rows) and db.session.scalar(CARRIED) == 0


def test_sums_follow_everything_that_may_happen(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    kept, gone = (lead.application(contest, requested=amount) for amount in (480000, 300000))
    lead.post(f"/applications/{kept}/recommendation", {"verdict": "award", "amount": 450000})
    award = lead.award(kept)
    lead.post(f"/awards/{award}/payment", {"amount": 100000})
    lead.post(f"/applications/{gone}/withdrawal", {"reason": "Группа передумала"})
    assert sums_are_right(app)
    other = lead.award(lead.application(contest, "atyrau", requested=200000), 200000)
    lead.post(f"/awards/{other}/cancellation", {"reason": "Ошибка"})
    assert sums_are_right(app)


def test_sums_are_right_after_many_hands_at_once(lead: Tool, app: Flask) -> None:
    contest = lead.contest()

    def register(number: int) -> str:
        return Tool(app, "lead").application(contest, requested=1000 + number)

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(register, range(24)))
    assert sums_are_right(app)
    assert lead.fund(contest)["applications"] == 24
