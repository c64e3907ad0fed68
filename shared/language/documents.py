"""Papers and texts a region may have in its own form, each text with the gaps that are filled in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

LETTER, SHEET, PROTOCOL, VILLAGE_PLAN, JOURNAL = "letter", "sheet", "protocol", "village_plan", "journal"
APPLICATION = "application"
DRAWN = (
    LETTER,
    SHEET,
    PROTOCOL,
    VILLAGE_PLAN,
    JOURNAL,
    APPLICATION,
)  # printed, so a template of the region's own may draw them
REMINDER, TEXT = "reminder", "text"
REMINDER_GAPS = ("name", "title", "things", "due", "page", "sender")
LETTER_GAPS = ("topic", "grantee")
LETTERS = ("authority", "host", "media", "thanks", "report")  # what projects write again and again
TEXTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    REMINDER: {TEXT: REMINDER_GAPS},
    **{f"letter_{code}": {"subject": LETTER_GAPS, "body": LETTER_GAPS} for code in LETTERS},
}
DOCUMENTS = (*DRAWN, *TEXTS)
GAP = re.compile(r"\{([^{}\n]*)\}")


# An answer to a region's question about the organisation a letter goes to: {turkistan.curator}.
FIELD_GAP = re.compile(r"\{([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)\}")


def takes_fields(document: str, text: str) -> bool:
    """Whether a text may name answers to a region's questions: the body of a letter."""
    return document.startswith(f"{LETTER}_") and text == "body"


def unknown_gaps(text: str, gaps: tuple[str, ...]) -> list[str]:
    """Names in braces that nothing fills."""
    return [name for name in GAP.findall(text) if name not in gaps]


def stray_braces(text: str) -> list[str]:
    """Braces that begin or end no gap."""
    return re.findall(r"[{}]", GAP.sub("", text))
