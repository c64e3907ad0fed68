"""What the reader was not sure of and what it did not understand, said to the coordinator in Russian."""
from __future__ import annotations

from dataclasses import dataclass, field

MAX_SOURCE = 400


@dataclass
class Notes:
    """Two lists of {"where", "source", "understood", "why"}: `doubts` were read, `unread` were not."""

    doubts: list[dict[str, str]] = field(default_factory=list)
    unread: list[dict[str, str]] = field(default_factory=list)

    def doubt(self, where: str, source: str, understood: str, why: str) -> None:
        """Something was understood, but a person should confirm it."""
        self.doubts.append(_note(where, source, understood, why))

    def not_read(self, where: str, source: str, why: str) -> None:
        """Something was not understood and went nowhere."""
        self.unread.append(_note(where, source, "не прочитано", why))


def _note(where: str, source: str, understood: str, why: str) -> dict[str, str]:
    short = source if len(source) <= MAX_SOURCE else source[:MAX_SOURCE - 1] + "…"
    return {"where": where, "source": short, "understood": understood, "why": why}


def row_place(table: int, row: int) -> str:
    """"Таблица 3, строка 2"."""
    return f"Таблица {table}, строка {row}"
