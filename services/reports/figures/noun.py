"""Facts, and the figures judged from them."""

from __future__ import annotations

from services.reports.figures.models import Fact
from shared.language.roles import EVERYBODY
from shared.web.service import Noun

FIGURES = Noun(
    "figures",
    tables=(Fact,),
    permissions={"figure.view": EVERYBODY},
)
