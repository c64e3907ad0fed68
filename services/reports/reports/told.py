"""How the history of reports is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.reports.reports.listing import states
from shared.acts.words import Words


def report() -> Words:
    """A report in words."""
    return Words(_("Report"), {"state": _("State")}, {"state": states()})


def document() -> Words:
    """A document of a report in words."""
    return Words(_("Document"))
