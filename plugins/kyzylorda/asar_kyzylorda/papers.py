"""Papers of Kyzylorda region: its own form of a letter, and what the alliance adds to others."""

from __future__ import annotations

from pathlib import Path

from shared.language.documents import JOURNAL, PROTOCOL, VILLAGE_PLAN
from shared.plugins.specifications import DocumentLine, DocumentTemplate

LETTER = DocumentTemplate("1", (Path(__file__).parent / "letter.typ").read_text("utf-8"))
WITH_COPIES = ("letter", PROTOCOL, VILLAGE_PLAN, JOURNAL)
COPIES = DocumentLine(
    "copies",
    {"ru": "Экземпляры", "kk": "Даналары", "en": "Copies"},
    {
        "ru": "два: альянсу и акимату сельского округа",
        "kk": "екеу: альянсқа және ауылдық округ әкімдігіне",
        "en": "two: the alliance’s and the rural district akimat’s",
    },
)
