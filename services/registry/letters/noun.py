"""Letters."""

from __future__ import annotations

from services.registry.letters.api import api
from services.registry.letters.cards import on_organisation
from services.registry.letters.models import Letter
from services.registry.letters.proof import LETTER
from services.registry.letters.views import views
from services.registry.letters.week import week
from services.registry.letters.wording.names import letter, words
from shared.language.roles import ADMIN, FIELD, PR_OFFICER, RECORDERS
from shared.web.service import Noun

# Who works with the media writes to them: the plan names it among the PR officer's duties.
WRITERS = (*RECORDERS, PR_OFFICER)

LETTERS = Noun(
    "letters",
    tables=(Letter,),
    pages=views,
    api=api,
    words=words,
    week=week,
    permissions={"letter.view": (ADMIN, *FIELD), "letter.record": WRITERS},
    proves=(LETTER,),
    cards={"organisation": on_organisation},
    told={"letters": letter},
)
