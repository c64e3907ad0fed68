"""Holding a contest: from its draft to its milestones."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import text, update

from services.grants.contests.models import RUNNING, Contest, Fund, Intake
from services.grants.contests.queries.funds import fund_regions, funds_above, held_funds, intake_days
from services.grants.contests.queries.reach import regions_in
from services.grants.contests.record import publish_contest
from services.grants.contests.schemas import ANNOUNCED
from services.grants.db import db
from services.grants.projects.queries import FUND, contest_activity, plan_fund, projects, region_name
from services.grants.rulebooks.models import OPENING, RuleBook
from services.grants.rulebooks.operations import Said, ask_rules, keep_rules, take_todays
from services.grants.rulebooks.queries import kept_books
from services.grants.waivers.models import FUND as FUND_RULE
from services.grants.waivers.queries import has_paper, paper_due, waived
from shared.access import actor, check_home
from shared.clock import today
from shared.doors.errors import Conflict, Forbidden, Invalid, Refusal
from shared.doors.together import together
from shared.i18n import format_date, format_money
from shared.language.evidence import DECISION, PROTOCOL, REGULATION
from shared.language.records.project import Project
from shared.projects import region_of

ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:activity, 0))")
PLACE_WORDS = re.compile(r"\b(область|обл|город|г)\b\.?", re.IGNORECASE)


class ContestDatesReversed(Invalid):
    """The contest closes before it opens."""

    code = "dates_reversed"


class AverageReversed(Invalid):
    """The average that warns must not be above the average that refuses."""

    code = "average_reversed"


class FundNamedTwice(Invalid):
    """The fund of “%(region)s” is named twice: name each region once."""

    code = "fund_named_twice"


class ContestNotDraft(Conflict):
    """The contest has been opened, so this can no longer be changed."""

    code = "contest_not_draft"


class ContestDropped(Conflict):
    """This draft is dropped, so nothing is changed or added here."""

    code = "contest_dropped"


class ContestOpened(Conflict):
    """Only a draft or a closed contest without a protocol can be opened."""

    code = "contest_opened"


class ContestNotOpen(Conflict):
    """This contest is not open, so there is nothing to close."""

    code = "contest_not_open"


class RegulationNeeded(Conflict):
    """No contest is open without its regulation. Attach the regulation first, or ask for an exception."""

    code = "regulation_needed"


class FundAbovePlan(Conflict):
    """%(region)s: with this contest its funds would be %(funds)s, and the plan has %(plan)s for it.
    Attach the decision on the funds first, or ask for an exception."""

    code = "fund_above_plan"


class AnotherDeploymentsContest(Conflict):
    """This contest is of the deployment “%(deployment)s”: its title, days and money are said there."""

    code = "another_deployments_contest"


class PaperStands(Conflict):
    """This paper carries what was done after it. Attach the right one first, then take this one off."""

    code = "paper_stands"


class ApplicationsOutside(Conflict):
    """Applications came from %(first)s to %(last)s: these days must stay inside the contest."""

    code = "applications_outside"


class ContestOver(Conflict):
    """Rules are decided of a contest that runs: this one is a draft, or dropped."""

    code = "contest_over"


class MilestoneInFuture(Invalid):
    """This day has not come yet: enter it when it has happened."""

    code = "milestone_in_future"


class ProtocolTooEarly(Conflict):
    """Close the contest first: the results are signed when no more applications come."""

    code = "protocol_too_early"


def open_draft(values: dict[str, Any]) -> Contest:
    """Add a contest as a draft with one fund for each region of the project.

    `values`: project_id, title, opens_on, closes_on; optional activity, grant_cap, average_warning,
    average_limit, fund (tenge for each region), funds ([{region, amount}]), regulation_on.
    """
    if regions_in("contest.manage") is not None:
        raise Forbidden(detail={"permission": "contest.manage"})
    project = projects.open(values["project_id"])
    amounts, activity_id, _rules = together(
        partial(fund_amounts, project, values.pop("fund", None) or FUND, values.pop("funds", None) or []),
        partial(contest_activity, project, values.pop("activity", None)),
        partial(check_rules, values),
    )
    contest = Contest(**values, activity_id=activity_id)
    db.session.add(contest)
    db.session.flush()
    add_funds(contest, project, amounts)
    publish_contest(contest)
    return contest


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


def check_rules(values: Mapping[str, Any]) -> None:
    """Refuse dates and averages that contradict one another, and a regulation of the future."""
    opens, closes = values["opens_on"], values["closes_on"]
    warning, limit = values.get("average_warning"), values.get("average_limit")
    together(
        partial(refuse_reversed, ContestDatesReversed(field="closes_on"), opens, closes),
        partial(refuse_reversed, AverageReversed(field="average_warning"), warning, limit),
        partial(check_came, "regulation_on", values.get("regulation_on")),
    )


def refuse_reversed(refusal: Refusal, first: Any, last: Any) -> None:
    """Refuse what ends before it begins, where both are said."""
    if first and last and last < first:
        raise refusal


def check_came(name: str, day: date | None) -> None:
    """Refuse what a day to come says; MilestoneInFuture."""
    if day and day > today():
        raise MilestoneInFuture(field=name)


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


def refuse_dropped(contest: Contest) -> None:
    """Nothing is added to a draft that is put away."""
    if contest.status == "dropped":
        raise ContestDropped


def refuse_anothers(contest: Contest) -> None:
    """What another deployment announced is not said otherwise here; AnotherDeploymentsContest."""
    if contest.handed_by:
        raise AnotherDeploymentsContest(deployment=contest.handed_by)


def correct_contest(contest: Contest, values: dict[str, Any]) -> None:
    """Correct a draft, or the title and the days of an open contest (its money is announced);
    applications stay inside its days."""
    refuse_dropped(contest)
    refuse_anothers(contest)
    announced = contest.status == "open"
    if contest.status not in ("draft", "open") or (announced and values.keys() - set(ANNOUNCED)):
        raise ContestNotDraft
    check_rules(values)
    keep_inside(contest, values["opens_on"], values["closes_on"])
    for name, value in values.items():
        setattr(contest, name, value)
    publish_contest(contest)


def keep_inside(contest: Contest, opens_on: date, closes_on: date) -> None:
    """Refuse days of a contest that leave an application outside."""
    first, last = intake_days(contest.id)
    if not first or not last or opens_on <= first <= last <= closes_on:
        return
    raise ApplicationsOutside(
        field="closes_on" if last > closes_on else "opens_on",
        first=format_date(first),
        last=format_date(last),
    )


def drop_draft(contest: Contest) -> None:
    """Put away a draft that nobody needs: lists and reports show it no longer."""
    refuse_anothers(contest)
    if contest.status not in ("draft", "dropped"):
        raise ContestNotDraft
    contest.status = "dropped"
    publish_contest(contest)


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
