"""What was issued."""

from __future__ import annotations

from services.events.publications.api import api
from services.events.publications.importing import IMPORTED
from services.events.publications.models import Publication
from services.events.publications.proof import PUBLICATION
from services.events.publications.record import publication_record
from services.events.publications.views import views
from services.events.publications.week import week
from services.events.publications.wording import publication, words
from shared.language.roles import PR_OFFICER, READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

PUBLICATIONS = Noun(
    "publications",
    tables=(Publication,),
    sends=(Sends(Publication, publication_record),),
    pages=views,
    week=week,
    api=api,
    permissions={
        "publication.view": READERS,
        "publication.record": (*RECORDERS, PR_OFFICER),
    },
    proves=(PUBLICATION,),
    words=words,
    imports=(IMPORTED,),
    told={"publications": publication},
)
