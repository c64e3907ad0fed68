"""The page of a file that lies in another deployment: opened where it is here, asked for where it is not."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from services.registry.distant_files import queries
from services.registry.distant_files.models import KEPT
from services.registry.distant_files.operations.asking import ask_for
from services.registry.distant_files.wording import reason, type_of
from shared.access import actor, requires
from shared.doors.form import press
from shared.files import files

views = Blueprint("distant_files", __name__)
PLACE = "/distant-files/<deployment>/<sha256>/<service>/evidence/<uuid:file_id>"


@views.get(PLACE)
@requires(queries.VIEW)
def show_distant_file(deployment: str, sha256: str, service: str, file_id: uuid.UUID) -> Any:
    """Open a file of another deployment, or say how far it has come."""
    found = queries.get_known(deployment, sha256, f"/{service}/evidence/{file_id}")
    row = queries.row_of(found.deployment, sha256)
    if row and row.state == KEPT:
        return files().send(sha256, row.mime, f"{sha256[:16]}{type_of(row.mime)}")
    return render_template(
        "registry/distant_files/show.html",
        file=found,
        row=row,
        why=reason(row.why) if row and row.why else "",
        may_ask=actor().can(queries.ASK),
    )


@views.post(PLACE)
@requires(queries.ASK)
def ask_for_distant_file(deployment: str, sha256: str, service: str, file_id: uuid.UUID) -> Any:
    """Ask the other deployment for a file."""
    found = queries.get_known(deployment, sha256, f"/{service}/evidence/{file_id}", queries.ASK)
    press(ask_for, found)
    flash(_("It is asked for. It comes as soon as there is a line, part by part."), "success")
    return redirect(found.address)
