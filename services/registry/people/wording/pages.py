"""People as every page of the registry names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.i18n import once_a_language, said
from shared.language.categories import CATEGORIES
from shared.language.sameness import REASONS


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"categories": categories(), "match_words": match_words}


@once_a_language
def categories() -> Mapping[str, str]:
    """Categories of participants."""
    return {name: said(category.words) for name, category in CATEGORIES.items()}


def match_words(reasons: list[str]) -> str:
    """Why two people may be one, in words."""
    return ", ".join(said(REASONS[code]) if code in REASONS else code for code in reasons)
