"""Files of proofs that lie in another deployment."""

from __future__ import annotations

from services.registry.distant_files.internal import internal
from services.registry.distant_files.models import DistantFile
from services.registry.distant_files.queries import ASK, VIEW
from services.registry.distant_files.tasks import moving, ring
from services.registry.distant_files.views import views
from shared.language.roles import OFFICE, READERS
from shared.web.service import Noun

DISTANT_FILES = Noun(
    "distant_files",
    tables=(DistantFile,),
    pages=views,
    internal=internal,
    tasks=(moving,),
    ticks=(ring,),
    permissions={VIEW: READERS, ASK: OFFICE},
)
