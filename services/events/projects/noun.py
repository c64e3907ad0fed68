"""Projects and centres of the registry, as events keep them."""

from __future__ import annotations

from services.events.projects.inbox import HANDLERS
from services.events.projects.models import CentreCopy, ObligationCopy, ProjectCopy
from services.events.projects.wording import words
from shared.web.service import Noun

PROJECTS = Noun(
    "projects",
    tables=(ProjectCopy, CentreCopy, ObligationCopy),
    listens=HANDLERS,
    words=words,
)
