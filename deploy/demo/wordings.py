"""What the demo's plan is called in Kazakh: the whole of it, so that a Kazakh visitor reads a Kazakh plan."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shared.language.wordings import Wording

FILE = Path(__file__).parent / "wordings.toml"
PARTS = {
    "result": "results",
    "section": "sections",
    "activity": "activities",
    "indicator": "indicators",
    "unit": "units",
}


@cache
def words() -> Mapping[str, Any]:
    """The Kazakh words by the codes of the lines."""
    return tomllib.loads(FILE.read_text("utf-8"))


def texts(lines: Iterable[Wording]) -> dict[str, str]:
    """The Kazakh words of the demo's lines by the names of the lines; KeyError where one has none."""
    return {one.line: text_of(one) for one in lines}


def text_of(one: Wording) -> str:
    """The Kazakh words of one line."""
    if one.kind not in PARTS:
        return str(words()[one.kind])
    return str(words()[PARTS[one.kind]][one.russian if one.kind == "unit" else one.code])
