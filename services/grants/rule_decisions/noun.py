"""By which rules contests go on where a plugin's functions are others than when they were opened."""

from __future__ import annotations

from services.grants.rule_decisions.tasks import KEEP, keep
from services.grants.rule_decisions.views import views
from services.grants.rule_decisions.week import week
from shared.web.service import Noun

RULE_DECISIONS = Noun("rule_decisions", pages=views, tasks=(keep,), starts=(KEEP,), week=week)
