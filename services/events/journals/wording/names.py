"""States of a month of a journal in the user's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from shared.i18n import once_a_language

SHAPES = {"open": "plain", "closed": "ok"}


def words() -> dict[str, object]:
    """What templates say of months."""
    return {"month_states": month_states()}


@once_a_language
def month_states() -> Mapping[str, str]:
    """States of a month."""
    return {"open": _("the month is open"), "closed": _("closed and signed")}
