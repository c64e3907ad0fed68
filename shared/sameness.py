"""Whether two texts say one thing, however two people have typed them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, or_

from shared.language.settlements import typed_as

LOOKS, LIKE = "ёabcehkmoptxyi", "еавсенкмортхуі"  # ё as е, Latin letters as the Cyrillic ones they look like
BETWEEN = r"[^[:alnum:]]+"
OF_PLACE = r"\m(с|п|пос|г|а|село|пос[её]лок|аул|город|ауыл|ауылы|аулы|кент|кенті|қала|қаласы)\M"


def as_said(text: Any) -> Any:
    """A text without capitals, quotes, dots and doubled spaces, as the database compares it."""
    plain = func.translate(func.lower(text), LOOKS, LIKE)
    return func.btrim(func.regexp_replace(plain, BETWEEN, " ", "g"))


def as_place(text: Any) -> Any:
    """The name of a place as the database compares it: «с. Шелек» and «Шелек ауылы» are one village."""
    return func.btrim(func.regexp_replace(as_said(text), OF_PLACE, "", "g"))


def is_of(settlement: Any, words: str) -> ColumnElement[bool]:
    """The condition that a settlement somebody typed has these words, or is one that Kazakh calls so."""
    names = (words, *typed_as(words))
    return or_(*(settlement.icontains(name, autoescape=True) for name in names))


def is_called(text: str, *names: Any) -> ColumnElement[bool]:
    """The condition that one of the names of a thing, in whichever language, is this one; one it has not got
    is not, of a text without a letter either."""
    return or_(*(as_said(func.nullif(name, "")) == as_said(text) for name in names))
