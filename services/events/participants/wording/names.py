"""Codes of participants in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.i18n import once_a_language, said
from shared.language.categories import CATEGORIES, SEXES


def words() -> dict[str, Any]:
    """What templates say of participants."""
    return {"categories": categories(), "sexes": sexes()}


@once_a_language
def categories() -> Mapping[str, str]:
    """Categories of participants."""
    return {name: said(category.words) for name, category in CATEGORIES.items()}


@once_a_language
def sexes() -> Mapping[str, str]:
    """The two sexes, short."""
    return {name: said(words) for name, words in SEXES.items()}
