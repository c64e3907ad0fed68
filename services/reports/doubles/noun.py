"""People whom two deployments may know."""

from __future__ import annotations

from services.reports.doubles.api import api
from services.reports.doubles.views import views
from services.reports.doubles.week import week
from services.reports.doubles.wording import decision, words
from shared.language.roles import LEADS
from shared.web.service import Noun

DOUBLES = Noun(
    "doubles",
    pages=views,
    api=api,
    week=week,
    words=words,
    permissions={"double.view": LEADS, "double.decide": LEADS},
    told={"identity_decisions": decision},
)
