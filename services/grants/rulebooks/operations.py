"""Writing down by which rules of its regions a contest goes; nothing that was written is overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.grants.db import db
from services.grants.rulebooks.models import DECIDED, RuleBook
from services.grants.rulebooks.queries import kept_book, kept_books, read
from shared.acts.doer import doer
from shared.doors.errors import Conflict, Forbidden, NotFound
from shared.doors.transaction import let_go
from shared.language.records import to_json
from shared.plugins import plugins
from shared.plugins.rulebook import Rulebook
from shared.plugins.writing import written


class RulesTheSame(Conflict):
    """The plugins of this region say today what the contest goes by already: there is nothing to decide."""

    code = "rules_the_same"


class RulesDecidedByPeople(Forbidden):
    """By which rules a contest goes on, people who are signed in decide, not a tool."""

    code = "rules_by_people"


class ChangedWhileAsked(Conflict):
    """The contest was changed while the rules of its regions were asked for. Do it once more."""

    code = "changed_while_asked"


@dataclass(frozen=True)
class Said:
    """What the plugins say of contests that open on a day, by region."""

    day: date | None = None
    books: Mapping[str, Rulebook] = field(default_factory=dict)

    def of(self, region: str, day: date) -> Rulebook:
        """The rules of a region. ChangedWhileAsked where others were asked for."""
        if day != self.day or region not in self.books:
            raise ChangedWhileAsked
        return self.books[region]


def ask_rules(regions: Iterable[str], day: date) -> Said:
    """What the plugins of these regions say. No transaction waits for them: the present one, which may only
    have read, is let go. RuleUnavailable."""
    let_go()
    return Said(day, {region: written(plugins(), region, day) for region in regions})


def keep_rules(contest_id: uuid.UUID, regions: Iterable[str], day: date, said: Said, origin: str) -> None:
    """Write down what was said of these regions, where nothing is written yet. ChangedWhileAsked."""
    known = kept_books(contest_id)
    for region in regions:
        if region not in known:
            db.session.add(row_of(contest_id, region, said.of(region, day), origin=origin, number=1))
    db.session.flush()


def row_of(contest_id: uuid.UUID, region: str, book: Rulebook, **more: str | int) -> RuleBook:
    """A row with the rules of a region."""
    return RuleBook(contest_id=contest_id, region=region, rules=to_json(book), **more)


def take_todays(contest_id: uuid.UUID, region: str, said: Rulebook, why: str) -> RuleBook:
    """Let a region of a held contest go on by what its plugins said just now. RulesDecidedByPeople,
    RulesTheSame."""
    if doer().kind != "user":
        raise RulesDecidedByPeople
    former = kept_book(contest_id, region)
    if former is None:
        raise NotFound(field="region")
    book = row_of(contest_id, region, said, origin=DECIDED, number=former.number + 1, why=why)
    if read(book) == read(former):
        raise RulesTheSame
    db.session.add(book)
    db.session.flush()
    return book
