"""Award attempts from 32 hands over the funds of seven regions: not a tenge over, and no room left for what
was refused.

`ASAR_ATTEMPTS=10000 ./asar test tests/grants/test_hands.py -k embedded -s` measures the figure."""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from flask import Flask

from services.grants.awards.operations import giving
from tests.grants.conftest import REGIONS, Tool
from tests.grants.test_races import check_then_insert, unchecked_funds  # noqa: F401 (a fixture)

HANDS, AMOUNT, EACH = 32, 90000, 14  # applications a region; eleven of them fit into its fund
ATTEMPTS = int(os.environ.get("ASAR_ATTEMPTS", "320"))


def attempt(lead: Tool, app: Flask) -> tuple[Counter[str], list[Decimal], list[Decimal]]:
    """Every hand awards the next application in turn, again and again; answers by code, what each fund
    has awarded and what it has left."""
    contest = lead.contest()
    papers = [lead.application(contest, region, requested=100000) for _ in range(EACH) for region in REGIONS]
    reason = lead.ready(papers[0])
    tools = [Tool(app, "lead") for _ in range(HANDS)]
    for tool in tools:
        tool.prepares = False

    def one(number: int) -> str:
        path = f"/applications/{papers[number % len(papers)]}/award"
        answer = tools[number % HANDS].post(path, {"amount": AMOUNT, **reason})
        return str(answer.json.get("code", "awarded"))

    started = time.monotonic()
    with ThreadPoolExecutor(HANDS) as hands:
        outcomes = Counter(hands.map(one, range(ATTEMPTS)))
    funds = lead.get(f"/contests/{contest}").json["funds"]
    print(f"{ATTEMPTS} attempts, {HANDS} hands, {time.monotonic() - started:.1f} s, {dict(outcomes)}")
    return outcomes, [row["awarded"] for row in funds], [row["left"] for row in funds]


def test_hands_award_not_a_tenge_over(lead: Tool, app: Flask) -> None:
    outcomes, awarded, left = attempt(lead, app)
    assert max(awarded) <= 1000000 and sum(awarded) == AMOUNT * outcomes["awarded"]
    assert not outcomes["fund_exhausted"] or min(left) < AMOUNT
    assert sum(outcomes.values()) == ATTEMPTS and outcomes["internal_error"] == 0


def test_twin_that_looks_before_it_writes_awards_over(
    lead: Tool,
    app: Flask,
    unchecked_funds: None,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(giving, "take_from_fund", check_then_insert)
    assert max(attempt(lead, app)[1]) > 1000000
