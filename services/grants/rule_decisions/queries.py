"""Contests that stand still because a rule of theirs is another function today."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.grants.contests.models import RUNNING, Contest, Fund
from services.grants.db import db
from services.grants.rulebooks.models import RuleBook
from services.grants.rulebooks.queries import read
from shared.plugins import plugins
from shared.plugins.rulebook import KeptPlugin, is_another

MANAGE = "contest.manage"


@dataclass(frozen=True)
class Stopped:
    """A region of a contest in which awards wait, and the plugin of its book whose functions are others."""

    contest: Contest
    region: str
    kept: KeptPlugin


def stopped(plugin: str = "") -> list[Stopped]:
    """All that wait for a decision, by plugin (of one alone) and contest."""
    here = {each.name: each for each in plugins().loaded}
    found = [
        Stopped(contest, book.region, kept)
        for book, contest in books_in_force()
        for kept in read(book).plugins
        if plugin in ("", kept.name) and is_another(kept, here.get(kept.name))
    ]
    return sorted(found, key=place)


def place(row: Stopped) -> tuple[str, date, uuid.UUID, str]:
    """Where it stands among all that wait: a contest's regions together."""
    return row.kept.name, row.contest.opens_on, row.contest.id, row.region


def books_in_force() -> Sequence[tuple[RuleBook, Contest]]:
    """The rules every running contest goes by, region by region."""
    latest = select(RuleBook, Contest).join(Contest, Contest.id == RuleBook.contest_id)
    mine = latest.where(Contest.status.in_(RUNNING)).ext(distinct_on(RuleBook.contest_id, RuleBook.region))
    ordered = mine.order_by(RuleBook.contest_id, RuleBook.region, RuleBook.number.desc())
    return [(book, contest) for book, contest in db.session.execute(ordered)]


def without_rules() -> Sequence[uuid.UUID]:
    """Contests that run without the rules of all their regions written down."""
    kept = exists().where(RuleBook.contest_id == Fund.contest_id, RuleBook.region == Fund.region)
    lacking = exists().where(Fund.contest_id == Contest.id, ~kept)
    return db.session.scalars(select(Contest.id).where(Contest.status.in_(RUNNING), lacking)).all()
