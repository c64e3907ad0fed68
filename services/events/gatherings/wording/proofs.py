"""What proves a gathering, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.wording.names import evidence_kinds, listed
from shared.language.gatherings import TYPES, needed


def in_words(row: Mapping[str, Any]) -> str:
    """The state of evidence of a row of the list (`missing` names what lacks);
    nothing is missing before a gathering was held."""
    present = row["evidence_kinds"]
    if row["status"] != "held":
        return _("attached: %(kinds)s", kinds=named(sorted(present))) if present else ""
    if not set(needed(row["type"], row["mode"])) & set(present):
        return _("nothing of the %(needed)s needed", needed=len(row["missing"]))
    return _("missing: %(kinds)s", kinds=named(row["missing"])) if row["missing"] else _("all there")


def named(kinds: Iterable[str]) -> str:
    """Kinds of evidence inside a sentence."""
    return listed(kinds, evidence_kinds())


def needs_words(gathering_type: str) -> str:
    """What a gathering of this type will need, for the one who chooses the type."""
    return _("needs: %(kinds)s", kinds=named(TYPES[gathering_type].needs))
