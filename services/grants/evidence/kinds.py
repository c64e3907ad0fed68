"""What the files of grants prove, and which types of file can prove it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from shared.files import KEPT, PAPERS, SCANS

KINDS = {
    "contest": ("regulation", "score_sheet", "protocol", "other"),
    "application": ("application", "other"),
    "award": ("agreement", "group_protocol", "act", "report", "photo", "other"),
}
ACCEPTED = {
    "regulation": PAPERS,
    "score_sheet": SCANS,
    "protocol": SCANS,
    "application": PAPERS,
    "agreement": SCANS,
    "group_protocol": SCANS,
    "act": SCANS,
    "report": PAPERS,
    "photo": SCANS,
    "other": KEPT,
}


def kind_words() -> dict[str, str]:
    """Kinds of evidence in the user's language."""
    return {
        "regulation": _("Contest regulation"),
        "score_sheet": _("Score sheets"),
        "protocol": _("Protocol of the results"),
        "application": _("Scan of the application"),
        "agreement": _("Grant agreement"),
        "group_protocol": _("Protocol of the group's founding"),
        "act": _("Act of acceptance"),
        "report": _("Report of the group"),
        "photo": _("Photos"),
        "other": pgettext("evidence", "Other"),
    }


def in_sentence(kind: str) -> str:
    """A kind of evidence as it stands inside a sentence."""
    word = kind_words()[kind]
    return word[:1].lower() + word[1:]
