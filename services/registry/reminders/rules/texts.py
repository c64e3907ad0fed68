"""The text of a reminder: a template with named gaps, filled; and the links by which a device sends it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from shared.language.documents import GAP
from shared.language.reminders import MAIL, TELEGRAM, WHATSAPP


def filled(template: str, said: Mapping[str, str]) -> str:
    """The template with its gaps filled; lines that are left empty are left out."""
    text = GAP.sub(lambda gap: said.get(gap.group(1), gap.group(0)), template)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))


def links(text: str, subject: str) -> dict[str, str]:
    """The addresses that open a text in an application of the device, by channel."""
    written = quote(text, safe="")
    return {
        WHATSAPP: f"https://wa.me/?text={written}",
        TELEGRAM: f"https://t.me/share/url?url=&text={written}",
        MAIL: f"mailto:?subject={quote(subject, safe='')}&body={written}",
    }
