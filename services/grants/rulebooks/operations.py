"""Writing down by which rules of its regions a contest goes; nothing that was written is overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from services.grants.db import db
from services.grants.rulebooks.models import DECIDED, OPENING, RuleBook
from services.grants.rulebooks.queries import kept_book, kept_books, read
from shared.acts.doer import doer
from shared.doors.errors import Conflict, Forbidden, NotFound
from shared.language.records import to_json
from shared.plugins import plugins
from shared.plugins.rulebook import written


class RulesTheSame(Conflict):
    """The plugins of this region say today what the contest goes by already: there is nothing to decide."""

    code = "rules_the_same"


class RulesDecidedByPeople(Forbidden):
    """By which rules a contest goes on, people who are signed in decide, not a tool."""

    code = "rules_by_people"


def keep_rules(contest_id: uuid.UUID, regions: Iterable[str], day: date, origin: str = OPENING) -> None:
    """Write down what the plugins of these regions say, where nothing is written yet. RuleUnavailable."""
    known = kept_books(contest_id)
    for region in regions:
        if region not in known:
            db.session.add(taken(contest_id, region, day, origin=origin, number=1))
    db.session.flush()


def taken(contest_id: uuid.UUID, region: str, day: date, **more: str | int) -> RuleBook:
    """A row with what the plugins of a region say."""
    rules = to_json(written(plugins(), region, day))
    return RuleBook(contest_id=contest_id, region=region, rules=rules, **more)


def take_todays(contest_id: uuid.UUID, region: str, day: date, why: str) -> RuleBook:
    """Let a region of a held contest go on by what its plugins say today. RulesDecidedByPeople, RulesTheSame,
    RuleUnavailable."""
    if doer().kind != "user":
        raise RulesDecidedByPeople
    former = kept_book(contest_id, region)
    if former is None:
        raise NotFound(field="region")
    book = taken(contest_id, region, day, origin=DECIDED, number=former.number + 1, why=why)
    if read(book) == read(former):
        raise RulesTheSame
    db.session.add(book)
    db.session.flush()
    return book
