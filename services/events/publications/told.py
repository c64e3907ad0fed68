"""How the history of publications is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.pages import media, publication_kinds, publication_statuses
from services.events.projects.queries import projects
from shared.acts.words import Words


def publication() -> Words:
    """Something issued in words."""
    fields = {
        "activity_id": _("Activity of the plan"),
        "kind": _("Kind"),
        "title": _("Title"),
        "issued_on": _("Day"),
        "quantity": _("Quantity"),
        "medium": _("Format"),
        "channel": _("Channel"),
        "link": _("Link"),
        "status": _("State"),
    }
    values = {
        "activity_id": projects.codes(),
        "kind": publication_kinds(),
        "medium": media(),
        "status": publication_statuses(),
    }
    return Words(_("Publication"), fields, values)
