"""The letters a project writes again and again, in Kazakh and in Russian: `texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

TEXTS: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(
    (Path(__file__).resolve().parent / "texts.toml").read_text("utf-8")
)
TEMPLATES = tuple(TEXTS["ru"])


def filled(template: str, language: str, own: Mapping[str, str], **known: str) -> dict[str, str]:
    """The subject and the body of a template, those a region has of its own before ours, with what is known
    of the project (topic, grantee); what is not known yet stands there as “…” and is to be filled in."""
    words = {**TEXTS[language][template], **own}
    return {name: words[name].strip().format(**known) for name in ("subject", "body")}
