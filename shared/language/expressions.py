"""How a plan writes a measure: `unique_persons[training, category=leader]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.language import categories, gatherings, measures
from shared.language.measure import Form, Measure

WRITTEN = re.compile(r"(\w+)(?:\[(.*)\])?")


@dataclass(frozen=True)
class Expression:
    """A measure with what narrows it: `text` is as written, `subtypes` are without aliases,
    `group` is the category's word."""

    text: str
    name: str
    subtypes: tuple[str, ...] = ()
    group: str = ""

    def __str__(self) -> str:
        """Give it as written."""
        return self.text

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of people that count; none means all."""
        return categories.members(self.group)

    @property
    def measure(self) -> Measure | None:
        """The measure it names; None if nobody knows it."""
        return measures.find(self.name)

    @property
    def delivered(self) -> bool:
        """Whether any service delivers what is measured; if not, there is no figure (and it is not 0)."""
        return self.measure is not None and self.measure.delivered

    @property
    def facts(self) -> str:
        """The measure under which its facts are kept."""
        return self.measure.kept_as if self.measure else self.name

    @property
    def unique(self) -> bool:
        """Whether people count once, at their first date."""
        return self.measure is not None and self.measure.unique

    @property
    def by_activity(self) -> bool:
        """Whether only records of the indicator's own activity count."""
        return self.measure is not None and self.measure.by_activity

    @property
    def unit(self) -> str:
        """The unit it counts in, in the language of plans."""
        form = self._form()
        return (form.unit if form else "") or (self.measure.unit if self.measure else "")

    @property
    def evidence(self) -> tuple[str, ...]:
        """The kinds of evidence a plan's line with it asks for."""
        form = self._form()
        return (form.evidence if form else ()) or (self.measure.evidence if self.measure else ())

    def needed(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The kinds of files of which one proves a record of a line that asks for these; without a word of
        the line what lines with this measure ask for."""
        return self.measure.needed(asked or self.evidence) if self.measure else ()

    @property
    def rule(self) -> int:
        """The version of the rule by which its facts are derived today."""
        return self.measure.version if self.measure else 0

    def _form(self) -> Form | None:
        return self.measure.form(counted_as(self.text).removeprefix(self.name)) if self.measure else None


def counted_as(text: str) -> str:
    """A measure by its own name, however plans write it."""
    return measures.written().get(text, text)


@lru_cache(maxsize=1000)
def parse(text: str) -> Expression:
    """Read a measure; what is not written like one is a measure nobody knows."""
    match = WRITTEN.fullmatch(counted_as(text.strip()))
    if match is None:
        return Expression(text, text)
    words = [word.strip() for word in (match[2] or "").split(",") if word.strip()]
    filters = dict(word.split("=", 1) for word in words if "=" in word)
    subtypes = tuple(gatherings.kind_of(word) for word in words if "=" not in word)
    return Expression(text, match[1], subtypes, filters.get("category", ""))
