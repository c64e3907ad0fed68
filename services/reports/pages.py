"""What every page of reports is given besides the shared shell."""
from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

pages = Blueprint("pages", __name__)


@pages.app_context_processor
def names() -> dict[str, Any]:
    """Words for codes, and the choices of forms."""
    return {"report_states": {"building": _("being built"), "sealed": _("sealed"), "ready": _("ready")},
            "project_options": lambda rows: [(row["key"], row["topic"]) for row in rows],
            "region_pairs": lambda rows: [(row["code"], row["name"]) for row in rows]}
