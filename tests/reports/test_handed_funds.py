"""A fund that was handed to a region's own deployment stays one fund of one sum in every figure."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from services.reports.copies.models import RecordCopy
from services.reports.copies.queries import contests
from services.reports.facts.rules.kinds.contest import of
from shared.clock import today
from shared.language.records import state
from shared.language.records.contest import Contest, Fund
from tests.suite import Suite

PROJECT, CONTEST = "018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"
NO = Decimal(0)


def money(region: str, fund: int, awarded: int = 0, paid: int = 0, away: int = 0) -> Fund:
    """The fund of a region."""
    left = Decimal(fund - awarded - away)
    sums = {"awarded": Decimal(awarded), "paid": Decimal(paid), "left": left, "away": Decimal(away)}
    return Fund(region=region, fund=Decimal(fund), requested=NO, recommended=NO, **sums)


def contest(*funds: Fund, handed_by: str = "") -> Contest:
    """A contest as one deployment tells of it."""
    return Contest(
        id=CONTEST,
        page="/grants/contests/1",
        project_id=PROJECT,
        activity_id="a2",
        title="Конкурс",
        status="closed",
        regulation_on=today(),
        commission_on=None,
        protocol_on=None,
        funds=funds,
        handed_by=handed_by,
    )


CENTRE = contest(money("turkistan", 1000, 100, 50, away=900), money("atyrau", 1000, 400))
REGION = contest(money("turkistan", 900, 300, 200), handed_by="centre")
WANTED = {"turkistan": (1000, 400, 250, 600, 0), "atyrau": (1000, 400, 0, 600, 0)}


@pytest.mark.parametrize("told", list(permutations([("centre", CENTRE), ("turkistan", REGION)])))
def test_money_of_both_sides_is_one_sum(suite: Suite, told: list[tuple[str, Contest]]) -> None:
    app = suite.apps["reports"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        for version, (name, record) in enumerate(told):
            key, kept = f"{name}:{CONTEST}", state(record)
            row = {"key": key, "id": CONTEST, "version": version, "kind": "contest", "state": kept}
            session.add(RecordCopy(**row, project_id=PROJECT))
        session.flush()
        (found,) = contests(PROJECT)
        session.rollback()
    names = ("fund", "awarded", "paid", "left", "away")
    assert {row.region: tuple(int(getattr(row, name)) for name in names) for row in found.funds} == WANTED


def test_its_milestones_count_once() -> None:
    assert len(of(CENTRE)) == 4 and of(REGION) == []  # the meeting counts as a gathering too
