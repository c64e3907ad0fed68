"""What the reader was not sure of and what it did not understand: codes with parameters,
worded by `plans/phrases.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MAX_SOURCE = 400
Said = dict[str, Any]


def say(phrase: str, /, **params: Any) -> Said:
    """A phrase by its code; a parameter may be a phrase itself."""
    return {"say": phrase, **params}


@dataclass
class Notes:
    """Two lists of {"code", "where", "source", "understood", "why"}: `doubts` were read, `unread` were not.

    `code` is what the note is about: an indicator, an activity, "passport.<field>" or "team";
    None for the whole document. `source` is the document's own text, the other three are phrases of `say`.
    """

    doubts: list[Said] = field(default_factory=list)
    unread: list[Said] = field(default_factory=list)

    def doubt(self, where: Said, source: str, understood: Said, why: Said, about: str | None = None) -> None:
        """Something was understood, but a person should confirm it."""
        self.doubts.append(_note(where, source, understood, why, about))

    def not_read(self, where: Said, source: str, why: Said, about: str | None = None) -> None:
        """Something was not understood and went nowhere."""
        self.unread.append(_note(where, source, say("not_read"), why, about))


def _note(where: Said, source: str, understood: Said, why: Said, about: str | None) -> Said:
    short = source if len(source) <= MAX_SOURCE else source[: MAX_SOURCE - 1] + "…"
    return {"code": about, "where": where, "source": short, "understood": understood, "why": why}


def row_place(table: int, row: int) -> Said:
    """ "Table 3, row 2"."""
    return say("row", table=table, row=row)
