"""Conditions a region adds to those of the programme."""

from __future__ import annotations

from services.grants.conditions.cards import on_application
from shared.web.service import Noun

CONDITIONS = Noun("conditions", cards={"application": on_application})
