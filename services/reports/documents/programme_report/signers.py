"""The programme report's signature lines."""

from __future__ import annotations

import re
from typing import Any

KAZAKH = re.compile(r"[әғқңөұүһі]", re.I)


def signers(found: list[dict[str, Any]], labels: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """Who signs, with the name where the snapshot has one (sealed before names travelled: an empty line)."""
    return [
        {**signer, "role": role(signer, labels, locale), "name": signer["name"] or ""} for signer in found
    ]


def role(signer: dict[str, Any], labels: dict[str, Any], locale: str) -> str:
    """A role in the report's language; one without a word of ours as the plan says it."""
    words, code = signer["role"], signer["code"]
    known = {
        word.casefold(): name for language in labels.values() for name, word in language["roles"].items()
    }
    if words.casefold() in known:
        return str(labels[locale]["roles"][known[words.casefold()]])
    written = "kk" if KAZAKH.search(words) else "ru"
    return words if written == locale else str(labels[locale]["roles"].get(code, words))
