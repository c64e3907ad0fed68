"""Memoranda."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.centres import MEMORANDA_SIGNED
from shared.language.records.memorandum import Memorandum


def of(memorandum: Memorandum) -> list[Counted]:
    """A memorandum counts once, from the day it was signed; a withdrawn one does not."""
    if memorandum.status == "withdrawn":
        return []
    return [counted(MEMORANDA_SIGNED, memorandum.signed_on)]
