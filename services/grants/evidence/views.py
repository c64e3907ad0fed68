"""Opening files."""
from __future__ import annotations

import uuid

from flask import Blueprint, Response

from services.grants.evidence.queries import get_evidence
from shared.access import requires
from shared.files import files

views = Blueprint("evidence_files", __name__)


@views.get("/evidence/<uuid:evidence_id>")
@requires("evidence.view")
def download(evidence_id: uuid.UUID) -> Response:
    """Open a file."""
    item = get_evidence(evidence_id)
    return files().send(item.sha256, item.mime, item.name)
