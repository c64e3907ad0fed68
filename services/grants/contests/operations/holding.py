"""Holding a contest: from its opening to its milestones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from services.grants.contests.models import RUNNING, Contest
from services.grants.contests.operations.funding import check_funds
from services.grants.contests.operations.refusing import check_came, refuse_dropped
from services.grants.contests.queries.funds import fund_regions, held_funds
from services.grants.contests.record import publish_contest
from services.grants.rulebooks.models import OPENING, RuleBook
from services.grants.rulebooks.operations import Said, ask_rules, keep_rules, take_todays
from services.grants.rulebooks.queries import kept_books
from services.grants.waivers.queries import has_paper, paper_due, waived
from shared.doors.errors import Conflict
from shared.doors.together import together
from shared.language.evidence import PROTOCOL, REGULATION


class ContestOpened(Conflict):
    """Only a draft or a closed contest without a protocol can be opened."""

    code = "contest_opened"


class ContestNotOpen(Conflict):
    """This contest is not open, so there is nothing to close."""

    code = "contest_not_open"


class RegulationNeeded(Conflict):
    """No contest is open without its regulation. Attach the regulation first, or ask for an exception."""

    code = "regulation_needed"


class PaperStands(Conflict):
    """This paper carries what was done after it. Attach the right one first, then take this one off."""

    code = "paper_stands"


class ContestOver(Conflict):
    """Rules are decided of a contest that runs: this one is a draft, or dropped."""

    code = "contest_over"


class ProtocolTooEarly(Conflict):
    """Close the contest first: the results are signed when no more applications come."""

    code = "protocol_too_early"


def ask_missing(contest: Contest) -> Said:
    """What the plugins say of the regions of a contest whose rules are not written down yet; asked before
    anything is held. RuleUnavailable."""
    known = kept_books(contest.id)
    return ask_rules([region for region in fund_regions(contest.id) if region not in known], contest.opens_on)


def open_contest(contest: Contest, said: Said) -> None:
    """Begin to take applications, or begin again before the protocol, by the rules its regions said.
    ChangedWhileAsked."""
    if contest.status not in ("draft", "closed"):
        raise ContestOpened
    check_regulation(contest)
    if contest.status == "draft":
        check_funds(contest)
    keep_rules(contest.id, held_funds(contest), contest.opens_on, said, OPENING)
    contest.status = "open"
    publish_contest(contest)


def ask_again(contest: Contest, values: Mapping[str, Any]) -> Said:
    """What the plugins say today of a region that is to go on by it; asked before anything is held.
    RuleUnavailable."""
    return ask_rules({values["region"]} & {*fund_regions(contest.id)}, contest.opens_on)


def decide_rules(contest: Contest, said: Said, values: Mapping[str, Any]) -> RuleBook:
    """Let a region of a held contest that takes applications or awards go on by the rules of today, with the
    reason. ContestOver, RulesTheSame, ChangedWhileAsked."""
    if contest.status not in RUNNING:
        raise ContestOver
    rules = said.of(values["region"], contest.opens_on)
    return take_todays(contest.id, values["region"], rules, values["why"])


def check_regulation(contest: Contest) -> None:
    """Refuse to open a contest whose regulation is not on file."""
    if not has_paper(contest, REGULATION) and not waived(contest, REGULATION):
        raise RegulationNeeded(detail=paper_due(contest, REGULATION))


def keep_papers(contest: Contest, kind: str) -> None:
    """Refuse to take off the last paper of a kind that what was done stands on."""
    stands_on = {REGULATION: contest.status == "open", PROTOCOL: contest.awards > 0}
    if stands_on.get(kind) and not has_paper(contest, kind):
        raise PaperStands


def close_contest(contest: Contest) -> None:
    """Stop taking applications."""
    if contest.status != "open":
        raise ContestNotOpen
    contest.status = "closed"
    publish_contest(contest)


def record_milestones(contest: Contest, days: Mapping[str, date | None]) -> None:
    """Enter when the regulation was approved, the commission met and the protocol was signed;
    the protocol decides the contest."""
    refuse_dropped(contest)
    together(*(partial(check_came, name, day) for name, day in days.items()))
    for name, day in days.items():
        setattr(contest, name, day)
    decide(contest)
    publish_contest(contest)


def decide(contest: Contest) -> None:
    """Let the protocol decide a closed contest; ProtocolTooEarly."""
    if contest.status in ("closed", "decided"):
        contest.status = "decided" if contest.protocol_on else "closed"
    elif contest.protocol_on:
        raise ProtocolTooEarly(field="protocol_on")
