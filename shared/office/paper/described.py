"""What a paper says, in the words of its reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Part:
    """A titled part: a text, a numbered list, a table, or several of them; a column is its head and its share
    of the width."""

    title: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    columns: list[tuple[str, int]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a paper says: `over` stands above its title, `stamp` are the lines of its approval, `lead` what it
    is about in a sentence, `facts` are labels with values, `signatures` roles with names ("" is left to be
    written by hand), `foot` stands on every page."""

    locale: str
    title: str
    subtitle: str = ""
    over: str = ""
    accent: str = "#0b5f51"
    stamp: list[str] = field(default_factory=list)
    lead: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    signatures: list[tuple[str, str]] = field(default_factory=list)
    foot: str = ""
