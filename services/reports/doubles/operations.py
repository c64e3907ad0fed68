"""Deciding whether two people of two deployments are one, and taking it back."""

from __future__ import annotations

from services.reports.db import db
from services.reports.facts.operations.people import recount
from services.reports.identities.models import SAME, IdentityDecision
from services.reports.identities.operations import around, decided, described
from services.reports.identities.queries import Someone, decision_of
from services.reports.identities.rules.grouping import grouped
from shared.doors.errors import Conflict
from shared.queue.turns import TAKE_TURNS


class TwoInOneHome(Conflict):
    """The register of “%(home)s” knows two people who would be one then. Whoever keeps it decides that first:
    he sees their names."""

    code = "two_in_one_home"


def decide_pair(two: tuple[Someone, Someone], verdict: str) -> IdentityDecision:
    """Decide on two people, or take that back (OPEN): by what they are known says again what they are.
    Figures follow at once. TwoInOneHome."""
    db.session.execute(TAKE_TURNS)
    first, second = (one.id for one in two)
    item = decision_of(first, second) or IdentityDecision(first_id=first, second_id=second)
    if verdict == SAME:
        check_homes(first, second)
    item.verdict = verdict
    db.session.add(item)
    db.session.flush()
    recount(db.session, {first, second})
    return item


def check_homes(first: str, second: str) -> None:
    """Refuse to make one person of two whom one register tells apart; TwoInOneHome."""
    every = sorted(around(db.session, {first, second}))
    known = described(db.session, every)
    counted = grouped(known, decided(db.session, every))
    both = {counted[first], counted[second]}
    mine = {(one.home, one.root) for one in known if counted[one.id] in both}
    for home in sorted({home for home, _root in mine}):
        if sum(at == home for at, _root in mine) > 1:
            raise TwoInOneHome(home=home)
