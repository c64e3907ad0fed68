"""The letters a project writes again and again, in Kazakh and in Russian: `texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from shared.language.documents import GAP

TEXTS: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(
    (Path(__file__).resolve().parent / "texts.toml").read_text("utf-8")
)
TEMPLATES = tuple(TEXTS["ru"])


def filled(template: str, language: str, own: Mapping[str, str], **known: str) -> dict[str, str]:
    """The subject and the body of a template, those a region has of its own before ours, with what is known
    of the project (topic, grantee); what is not known yet stands there as “…” and is to be filled in, the
    name of a region's field as it is."""
    words = {**TEXTS[language][template], **own}
    return {name: said(words[name].strip(), known) for name in ("subject", "body")}


def said(words: str, known: Mapping[str, str]) -> str:
    """Words with what is known in their gaps."""
    return GAP.sub(lambda gap: known.get(gap.group(1), gap.group(0)), words)
