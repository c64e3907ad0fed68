"""Scans: the inbox of papers nobody filed yet."""

from __future__ import annotations

from services.events.scans.api import api
from services.events.scans.models import Scan
from services.events.scans.noted import SCAN
from services.events.scans.views import views
from services.events.scans.week import week
from services.events.scans.wording import told, words
from shared.language.roles import FIELD
from shared.web.service import Noun

SCANS = Noun(
    "scans",
    tables=(Scan,),
    pages=views,
    takes_notes=(SCAN,),
    api=api,
    week=week,
    permissions={"scan.view": FIELD, "scan.record": FIELD},
    words=words,
    told={"scans": told},
)
