"""Words of the language are English message ids; whoever shows them translates them.
These marks let the catalogues find them."""

from __future__ import annotations

Word = str | tuple[str, str]


def msgid(text: str) -> str:
    """Mark a phrase: shown with `gettext(text)`."""
    return text


def msgids(one: str, many: str) -> tuple[str, str]:
    """Mark a phrase with a number: shown with `ngettext(*pair, num)`."""
    return one, many


def msgid_in(context: str, text: str) -> tuple[str, str]:
    """Mark a phrase of a context: shown with `pgettext(*pair)`."""
    return context, text


def inside(words: str) -> str:
    """Words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
