"""The text of a reminder: a template with named gaps, filled; and what carries it: a link, a body."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from shared.language.documents import GAP


def filled(template: str, said: Mapping[str, str]) -> str:
    """The template with its gaps filled; lines that are left empty are left out."""
    text = GAP.sub(lambda gap: said.get(gap.group(1), gap.group(0)), template)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))


def link(template: str, said: Mapping[str, str]) -> str:
    """The address that opens a text in an application of the device."""
    return GAP.sub(lambda gap: quote(said[gap.group(1)], safe=""), template)


def body(template: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What is posted of a text."""
    return {name: GAP.sub(lambda gap: said[gap.group(1)], words) for name, words in template.items()}
