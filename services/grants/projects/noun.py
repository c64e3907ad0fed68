"""Projects of the registry, as grants keep them."""

from __future__ import annotations

from services.grants.projects.inbox import HANDLERS
from services.grants.projects.models import ProjectCopy
from services.grants.projects.wording import words
from shared.web.service import Noun

PROJECTS = Noun(
    "projects",
    tables=(ProjectCopy,),
    listens=HANDLERS,
    words=words,
)
