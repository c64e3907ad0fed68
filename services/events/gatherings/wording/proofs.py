"""What proves a gathering, in words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.wording.names import evidence_kinds, listed
from shared.language.gatherings import TYPES, needed


def in_words(row: dict[str, Any]) -> str:
    """The state of evidence of a row of the list (`missing` names what lacks);
    nothing is missing before a gathering was held."""
    words, missing = evidence_kinds(), row["missing"]
    if row["status"] == "held" and not set(needed(row["type"], row["mode"])) & set(row["evidence_kinds"]):
        return _("nothing of the %(needed)s needed", needed=len(missing))
    if row["status"] == "held":
        return _("missing: %(kinds)s", kinds=listed(missing, words)) if missing else _("all there")
    return (
        _("attached: %(kinds)s", kinds=listed(sorted(row["evidence_kinds"]), words))
        if row["evidence_kinds"]
        else ""
    )


def needs_words(gathering_type: str) -> str:
    """What a gathering of this type will need, for the one who chooses the type."""
    return _("needs: %(kinds)s", kinds=listed(TYPES[gathering_type].needs, evidence_kinds()))
