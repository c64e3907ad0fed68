"""The page of backups: how often they are taken, when the last was, what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template

from services.registry.backups import queries, wording
from shared.access import requires

views = Blueprint("backups", __name__)


@views.get("/backups")
@requires("backup.view")
def backup_list() -> str:
    """Say how the backups are."""
    found = queries.known()
    state = queries.state(found, datetime.now(UTC))
    return render_template(
        "registry/backups/list.html", found=found, trouble=wording.trouble(state), facts=wording.facts(found)
    )
