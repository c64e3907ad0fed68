"""The regional funds of a contest."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy import text, update

from services.grants.contests.models import Contest, Fund, Intake
from services.grants.contests.operations.refusing import ContestNotDraft, refuse_anothers
from services.grants.contests.queries.funds import funds_above, held_funds
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.projects.queries import plan_fund, projects, region_name
from services.grants.waivers.models import FUND as FUND_RULE
from services.grants.waivers.queries import has_paper, paper_due, waived
from shared.access import actor, check_home
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_money
from shared.language.evidence import DECISION
from shared.language.records.project import Project
from shared.projects import region_of

ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:activity, 0))")
PLACE_WORDS = re.compile(r"\b(область|обл|город|г)\b\.?", re.IGNORECASE)


class FundNamedTwice(Invalid):
    """The fund of “%(region)s” is named twice: name each region once."""

    code = "fund_named_twice"


class FundAbovePlan(Conflict):
    """%(region)s: with this contest its funds would be %(funds)s, and the plan has %(plan)s for it.
    Attach the decision on the funds first, or ask for an exception."""

    code = "fund_above_plan"


def add_funds(contest: Contest, project: Project, amounts: Mapping[str, Decimal]) -> None:
    """Give a new contest its funds, tenge by region."""
    prefixes = prefixes_of(project)
    for code, amount in amounts.items():
        db.session.add(Fund(contest_id=contest.id, region=code, prefix=prefixes[code], amount=amount))


def fund_amounts(project: Project, each: Decimal, named: list[dict[str, Any]]) -> dict[str, Decimal]:
    """The fund of every region recorded here, a named one with its amount; RegionUnknown, RegionElsewhere."""
    return dict.fromkeys(regions_recorded(project), each) | once_each(project, named)


def regions_recorded(project: Project) -> list[str]:
    """The regions of a project that are recorded in this installation."""
    mine = actor().at_home(None)
    return [region.code for region in project.regions if mine is None or region.code in mine]


def once_each(project: Project, named: list[dict[str, Any]]) -> dict[str, Decimal]:
    """Amounts by region as they were named; FundNamedTwice, RegionUnknown."""
    amounts: dict[str, Decimal] = {}
    for row in named:
        code = region_of(project, row["region"])
        check_home({code}, "funds")
        if code in amounts:
            raise FundNamedTwice(field="funds", region=row["region"])
        amounts[code] = row["amount"]
    return amounts


def prefixes_of(project: Project, taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """The letters of every region of a project; those that were given stay."""
    return number_prefixes({region.code: region.ru for region in project.regions}, taken)


def number_prefixes(names: Mapping[str, str], taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """The letters that begin the numbers of a region: three of its Russian name,
    more where two regions share them; those `taken` stay."""
    prefixes = dict(taken or {})
    for code, name in names.items():
        if code in prefixes:
            continue
        word = PLACE_WORDS.sub("", name).strip().upper()
        prefixes[code] = shortest(word, prefixes.values())
    return prefixes


def shortest(word: str, taken: Collection[str]) -> str:
    """The first letters of a word, three at least, that nobody else has."""
    lengths = (length for length in range(3, len(word)) if word[:length] not in taken)
    return word[: next(lengths, len(word))]


def change_funds(contest: Contest, amounts: Mapping[str, Decimal]) -> None:
    """Set funds of a draft, tenge by region; the database refuses less than is awarded."""
    project, funds = projects.get(contest.project_id), held_funds(contest)
    refuse_anothers(contest)
    if contest.status != "draft":
        raise ContestNotDraft
    for region, amount in amounts.items():
        code = region_of(project, region)
        funds[code] = funds.get(code) or later_fund(contest, project, code, funds)
        funds[code].amount = amount
    publish_contest(contest)


def later_fund(contest: Contest, project: Project, region: str, funds: Mapping[str, Fund]) -> Fund:
    """The fund of a region that the plan got after the contest was drafted."""
    taken = {fund.region: fund.prefix for fund in funds.values()}
    fund = Fund(contest_id=contest.id, region=region, prefix=prefixes_of(project, taken)[region])
    db.session.add(fund)
    return fund


def hold_fund(contest_id: uuid.UUID, region: str) -> None:
    """Lock a fund, so that what its applications add up to is read and written by one hand."""
    db.session.get(Fund, (contest_id, region), with_for_update=True, populate_existing=True)


def keep_intake(contest_id: uuid.UUID, region: str, intake: Intake) -> None:
    """Write what the applications of a held fund add up to."""
    fund = (Fund.contest_id == contest_id, Fund.region == region)
    db.session.execute(update(Fund).where(*fund).values(**asdict(intake)))


def check_funds(contest: Contest) -> None:
    """Refuse to open a contest that brings a region's funds above the plan's sum,
    unless the decision is on file. Contests of one activity are opened one after another."""
    project = projects.get(contest.project_id)
    db.session.execute(ONE_BY_ONE, {"activity": f"{contest.project_id} {contest.activity_id}"})
    above = funds_above(contest, plan_fund(project, contest.activity_id))
    if not above or has_paper(contest, DECISION) or waived(contest, FUND_RULE):
        return
    region, funds = above[0]
    plan = plan_fund(project, contest.activity_id)
    raise FundAbovePlan(
        region=region_name(project, region),
        funds=format_money(funds),
        plan=format_money(plan),
        detail={"region": region, "funds": funds, "plan": plan, **paper_due(contest, DECISION)},
    )
