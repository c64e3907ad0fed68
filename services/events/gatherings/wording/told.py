"""How the history of gatherings is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.gatherings.wording.names import gathering_statuses, gathering_types, modes
from services.events.projects.queries import projects
from shared.acts.words import Words


def gathering() -> Words:
    """A gathering in words."""
    fields = {
        "activity_id": _("Activity of the plan"),
        "type": _("Type"),
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "settlement": _("Settlement"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "mode": _("Format"),
        "trainers": _("Who led it"),
        "status": _("State"),
        "cancel_reason": _("Reason"),
        "nobody_reason": _("Why nobody came"),
        "waiver_reason": _("Why the condition is waived"),
        "extra": _("Asked by the region"),
    }
    values = {
        "activity_id": projects.codes(),
        "type": gathering_types(),
        "mode": modes(),
        "status": gathering_statuses(),
    }
    return Words(_("Gathering"), fields, values)
