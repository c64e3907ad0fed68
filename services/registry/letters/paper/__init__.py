"""A letter on the letterhead, as a PDF and as a Word file that may still be changed. Heavy: for a limited
child,
`run_limited("services.registry.letters.paper:draw", …)`."""

from __future__ import annotations

from pathlib import Path

from services.registry.letters.paper.word import write
from shared.office.headed import pdf_or_word

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "format": "pdf" | "docx", "made_at"}` as JSON → `{"data": base64}`."""
    return pdf_or_word(payload, FOLDER, write)
