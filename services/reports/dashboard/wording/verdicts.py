"""Verdicts as the pages say them; each is translated when it is shown, not all of them for each row."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

VERDICTS = {
    "met": _("met"),
    "exceeded": _("met, exceeded"),
    "on_track": _("on track"),
    "behind": _("behind"),
    "at_risk": _("at risk"),
    "not_done": _("not done yet"),
    "overdue": _("overdue"),
    "not_met": _("not met"),
    "not_due": _("not due yet"),
    "no_target": _("no target set"),
    "no_data": _("not built yet"),
}
PROVISOS = {
    "late": _("met late"),
    "waived": _("met, with a waiver"),
    "unchecked": _("target reached, check the condition yourself"),
    "project_wide": _("the target is for the whole project"),
}
