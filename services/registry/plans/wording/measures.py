"""The measures an indicator may be computed by, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable

from shared.i18n import said
from shared.language.measures import offered


def measures_in_words() -> list[tuple[str, str]]:
    """Pairs (expression, words) in the order of the select."""
    return [(expression, said(words)) for expression, words in offered().items()]


def choices(present: Iterable[str | None]) -> list[tuple[str, str]]:
    """The measures to choose from;
    expressions a plan already has and nobody listed stay selectable as they are."""
    unlisted = {name for name in present if name} - set(offered())
    return measures_in_words() + [(name, name) for name in sorted(unlisted)]
