"""Awards: never more than the money, every refusal in words."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.grants.conftest import Tool, records


def test_award_takes_money_from_fund(lead: Tool) -> None:
    contest = lead.contest()
    lead.award(lead.application(contest))
    assert lead.fund(contest) == {"region": "zhambyl", "fund": 1000000, "requested": 480000, "recommended": 0, "awarded": 450000, "paid": 0,
                                  "left": 550000, "applications": 1, "awards": 1}
