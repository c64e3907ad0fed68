"""Which rules of its regions a contest goes by."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from msgspec import convert
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from services.grants.db import db
from services.grants.rulebooks.models import RuleBook
from shared.plugins.rulebook import Rulebook


def kept_books(contest_id: uuid.UUID) -> dict[str, RuleBook]:
    """What holds in a contest, by region."""
    mine = select(RuleBook).where(RuleBook.contest_id == contest_id)
    latest = mine.ext(distinct_on(RuleBook.region)).order_by(RuleBook.region, RuleBook.number.desc())
    return {row.region: row for row in db.session.scalars(latest)}


def kept_book(contest_id: uuid.UUID | None, region: str) -> RuleBook | None:
    """What holds in a region of a contest; None while nothing is kept: what its plugins say today holds."""
    mine = RuleBook.contest_id == contest_id, RuleBook.region == region
    return db.session.scalar(select(RuleBook).where(*mine).order_by(RuleBook.number.desc()).limit(1))


def book_of(contest_id: uuid.UUID | None, region: str) -> Rulebook | None:
    """The same as the plugins are asked by it."""
    found = kept_book(contest_id, region)
    return read(found) if found else None


def read(kept: RuleBook) -> Rulebook:
    """The rules of a row."""
    return convert(kept.rules, Rulebook)


def books_of(contest_id: uuid.UUID) -> Mapping[str, Rulebook]:
    """What the plugins are asked by in a contest, by region."""
    return {region: read(row) for region, row in kept_books(contest_id).items()}
