"""Who is signed in."""

from __future__ import annotations

from services.registry.sessions.internal import internal
from services.registry.sessions.models import Session
from services.registry.sessions.operations import FORGET
from services.registry.sessions.views import views
from services.registry.sessions.wording import session
from shared.web.service import Noun

SESSIONS = Noun(
    "sessions",
    tables=(Session,),
    pages=views,
    internal=internal,
    forgets=(FORGET,),
    told={"sessions": session},
)
