"""Figures judged from the facts."""

from __future__ import annotations

from services.reports.figures.wording.pages import words
from shared.language.roles import ADMIN, EVERYBODY, FIELD
from shared.web.service import Noun

FIGURES = Noun(
    "figures",
    permissions={"figure.view": EVERYBODY, "doer.view": (ADMIN, *FIELD)},  # names are the team's business
    words=words,
)
