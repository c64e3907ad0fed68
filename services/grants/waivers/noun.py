"""Exceptions to the rule that money follows its papers."""

from __future__ import annotations

from services.grants.waivers.api import api
from services.grants.waivers.models import Waiver
from services.grants.waivers.views import views
from services.grants.waivers.week import week
from services.grants.waivers.wording import waiver, words
from shared.language.roles import ACCOUNTANT, LEADS
from shared.web.service import Noun

WAIVERS = Noun(
    "waivers",
    tables=(Waiver,),
    pages=views,
    api=api,
    week=week,
    permissions={"waiver.ask": (*LEADS, ACCOUNTANT), "waiver.confirm": (*LEADS, ACCOUNTANT)},
    words=words,
    told={"waivers": waiver},
)
