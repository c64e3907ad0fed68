"""What proves a gathering, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.wording.names import evidence_kinds, listed
from shared.language.gatherings import TYPES, needed


class Telling:
    """The state of evidence of many gatherings in words that are found once, for those alike together."""

    def __init__(self) -> None:
        self.said = cache(self._said)
        self.kinds = evidence_kinds()
        self.attached, self.missing = _("attached: %(kinds)s"), _("missing: %(kinds)s")
        self.nothing, self.whole = _("nothing of the %(needed)s needed"), _("all there")

    def in_words(self, row: Any, missing: Sequence[str]) -> str:
        """Of one row of the list, `missing` names what lacks;
        nothing is missing before a gathering was held."""
        return self.said(row.status == "held", row.type, row.mode, tuple(row.present or ()), tuple(missing))

    def _said(self, held: bool, type_: str, mode: str, present: Sequence[str], missing: Sequence[str]) -> str:
        if not held:
            return self.attached % {"kinds": listed(sorted(present), self.kinds)} if present else ""
        if not set(needed(type_, mode)) & set(present):
            return self.nothing % {"needed": len(missing)}
        return self.missing % {"kinds": listed(missing, self.kinds)} if missing else self.whole


def named(kinds: Iterable[str]) -> str:
    """Kinds of evidence inside a sentence."""
    return listed(kinds, evidence_kinds())


def needs_words(gathering_type: str) -> str:
    """What a gathering of this type will need, for the one who chooses the type."""
    return _("needs: %(kinds)s", kinds=named(TYPES[gathering_type].needs))
