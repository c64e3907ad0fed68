"""Months of the centres' consultation journals."""

from __future__ import annotations

from services.events.journals.api import api
from services.events.journals.proof import JOURNAL_MONTH
from services.events.journals.views import views
from services.events.journals.week import week
from services.events.journals.wording.names import words
from shared.language.roles import CENTER_OPERATOR, LEADS, PROJECT_LEAD, READERS
from shared.web.service import Noun

JOURNALS = Noun(
    "journals",
    pages=views,
    week=week,
    api=api,
    permissions={
        "journal.view": READERS,
        "journal.close": (*LEADS, CENTER_OPERATOR),
        "journal.reopen": (PROJECT_LEAD,),
    },
    proves=(JOURNAL_MONTH,),
    words=words,
)
