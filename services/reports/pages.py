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
            "evidence_words": evidence_words(),
            "region_pairs": lambda rows: [(row["code"], row["name"]) for row in rows]}


def evidence_words() -> dict[str, str]:
    """Kinds of files behind a figure, whichever service keeps them."""
    return {"programme": _("Programme"), "signed_list": _("Signed list"), "photo": _("Photos"), "protocol": _("Protocol"),
            "feedback": _("Feedback"), "presentation": _("Presentation"), "screenshot": _("Screenshots"), "recording": _("Recording"),
            "publication_link": _("Link"), "review": _("Review"), "handover_act": _("Act of handover"), "opening_act": _("Opening act"),
            "memorandum": _("Memorandum"), "regulation": _("Contest regulation"), "score_sheet": _("Score sheets"),
            "application": _("Scan of the application"), "agreement": _("Grant agreement"), "act": _("Act of acceptance"),
            "group_protocol": _("Protocol of the group's founding"), "report": _("Report of the group"), "other": _("File")}
