"""The list of a gathering that people sign, as its region prints it."""

from __future__ import annotations

from services.events.sheets.cards import on_gathering
from services.events.sheets.views import views
from shared.web.service import Noun

SHEETS = Noun("sheets", pages=views, cards={"gathering": on_gathering})
