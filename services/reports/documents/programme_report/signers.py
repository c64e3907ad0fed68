"""The programme report's signature lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.reports.documents.programme_report.labels import Words, all_labels
from services.reports.documents.programme_report.printed import Signature
from services.reports.documents.snapshot import Signer

KAZAKH = re.compile(r"[әғқңөұүһі]", re.I)


def signers(found: Iterable[Signer], words: Words) -> list[Signature]:
    """Who signs, with the name where the snapshot has one (sealed before names travelled: an empty line)."""
    return [Signature(role(signer, words), signer.code, signer.name) for signer in found]


def role(signer: Signer, words: Words) -> str:
    """A role in the report's language; one without a word of ours as the plan says it."""
    code = known_roles().get(signer.role.casefold())
    if code is not None:
        return words.word("roles", code)
    written = "kk" if KAZAKH.search(signer.role) else "ru"
    return signer.role if written == words.locale else words.word_or("roles", signer.code, signer.role)


def known_roles() -> dict[str, str]:
    """The codes of our roles by their words in every language."""
    return {
        word.casefold(): code for labels in all_labels().values() for code, word in labels["roles"].items()
    }
