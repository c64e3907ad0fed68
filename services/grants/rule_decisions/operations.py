"""Deciding by which rules running contests go on, and writing down those nobody wrote down."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from services.grants.contests.models import Contest
from services.grants.contests.operations.holding import ask_missing, decide_rules
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.queries.funds import held_funds
from services.grants.db import db
from services.grants.rule_decisions.queries import MANAGE, stopped, without_rules
from services.grants.rulebooks.models import LATER, RuleBook
from services.grants.rulebooks.operations import Said, ask_rules, keep_rules
from shared.doors.errors import Conflict, Refusal
from shared.doors.transaction import carry_out

log = logging.getLogger("asar.grants")


class NothingStands(Conflict):
    """No contest waits for a decision on the rules of this plugin any more."""

    code = "nothing_stands"


def ask_all(plugin: str) -> dict[date, Said]:
    """What the plugins say today where contests wait because of this one, by the day contests open; asked
    before anything is held. RuleUnavailable."""
    waiting = sorted({(each.contest.opens_on, each.region) for each in stopped(plugin)})
    days = {day: [region for _, region in each] for day, each in groupby(waiting, lambda pair: pair[0])}
    return {day: ask_rules(regions, day) for day, regions in days.items()}


def decide_all(plugin: str, said: Mapping[date, Said], values: Mapping[str, Any]) -> list[RuleBook]:
    """Let every contest that waits because of a plugin go on by the rules of today, in one act with one
    reason. NothingStands, ChangedWhileAsked."""
    waiting = [(each.contest.id, each.region) for each in stopped(plugin)]
    if not waiting:
        raise NothingStands
    return [decide_one(contest_id, region, said, values["why"]) for contest_id, region in waiting]


def decide_one(contest_id: uuid.UUID, region: str, said: Mapping[date, Said], why: str) -> RuleBook:
    """One region of one contest among all that wait."""
    contest = get_contest(contest_id, MANAGE, lock=True)
    today = said.get(contest.opens_on, Said())
    return decide_rules(contest, today, {"region": region, "why": why})


def keep_missing() -> int:
    """Write down the rules of contests that were opened before rules were kept; how many. One with a plugin
    that cannot be asked waits for the next time."""
    return sum(keep_later(contest_id) for contest_id in without_rules())


def keep_later(contest_id: uuid.UUID) -> bool:
    """Write down the rules of a contest that runs without them, by itself; False where a plugin of it cannot
    be asked."""
    contest = db.session.get_one(Contest, contest_id)
    try:
        carry_out(keep_asked, contest, ask_missing(contest))
    except Refusal as refusal:
        log.warning("rules of contest %s are not kept yet: %s", contest_id, refusal.code)
        return False
    return True


def keep_asked(contest: Contest, said: Said) -> None:
    """Write down what was asked for of a contest that runs."""
    keep_rules(contest.id, held_funds(contest), contest.opens_on, said, LATER)
