"""Handing a region's fund to another deployment: one owner at a time, and each step by one side.

The owner offers what is left, and from then on awards nothing from it; the other side accepts, and from
then on awards, or declines, and it comes back. So a fund that is on its way has no owner, and never two.
Every change locks in one order: handover, fund, contest.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from msgspec.structs import replace

from services.grants.contests.models import RUNNING, Contest, Fund
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.handovers.models import Handover
from services.grants.handovers.queries import Come, Home, here, is_announced, waiting_applications
from services.grants.handovers.record import publish_handover, terms_of
from services.grants.projects.queries import projects, region_name
from services.grants.rulebooks.models import OPENING
from services.grants.rulebooks.operations import Said, ask_rules, keep_rules
from services.grants.rulebooks.queries import kept_book
from shared.clock import now
from shared.doors.errors import Conflict, Invalid, NotFound
from shared.files import Stored
from shared.language.evidence import REGULATION, WAITING
from shared.language.records import Proof, to_json
from shared.language.records.fund_handover import ACCEPTED, DECLINED, OFFERED, Terms
from shared.opening import TYPES
from shared.proofs.operations import attach
from shared.proofs.queries import proofs_of


class NotAnnounced(Conflict):
    """A draft can still change: open the contest first, then hand a fund over."""

    code = "not_announced"


class NothingLeft(Conflict):
    """%(region)s: nothing is left of this fund, so there is nothing to hand over."""

    code = "nothing_left"


class HandedAlready(Conflict):
    """%(region)s: the deployment “%(deployment)s” has this fund, or it is offered to it."""

    code = "handed_already"


class ApplicationsWait(Conflict):
    """%(region)s: %(count)s applications wait for a decision here. Award, refuse or withdraw them first:
    whoever has the fund decides."""

    code = "applications_wait"


class HomeUnknown(Invalid):
    """No deployment “%(deployment)s” that serves this region is paired with this one."""

    code = "home_unknown"


class AnsweredAlready(Conflict):
    """This offer is answered already."""

    code = "answered_already"


class OfferedToOthers(Conflict):
    """This fund is offered to the deployment “%(deployment)s”: it answers there."""

    code = "offered_to_others"


class PlanNotHere(Conflict):
    """The project of this contest has not come here yet. Take its plan first, then accept the fund."""

    code = "project_not_here"


def offer_fund(contest: Contest, region: str, home: Home) -> Handover:
    """Offer what is left of a fund to the deployment that serves the region; from now on nothing is awarded
    from it here. NotAnnounced, HomeUnknown, HandedAlready, ApplicationsWait, NothingLeft."""
    if not is_announced(contest):
        raise NotAnnounced
    if region not in home.regions:
        raise HomeUnknown(field="deployment", deployment=home.name)
    fund = held_fund(contest, region)
    refuse_busy(contest, fund)
    row = offered(contest, fund, home.name)
    fund.away, fund.holder = fund.amount - fund.awarded, home.name
    db.session.add(row)
    publish_handover(row)
    publish_contest(contest)
    return row


def held_fund(contest: Contest, region: str) -> Fund:
    """The fund of a region, held; NotFound."""
    fund = db.session.get(Fund, (contest.id, region), with_for_update=True, populate_existing=True)
    if fund is None:
        raise NotFound(field="region")
    return fund


def refuse_busy(contest: Contest, fund: Fund) -> None:
    """A fund is handed over by its owner, whole, and with no application half way."""
    called = region_name(projects.get(contest.project_id), fund.region)
    if fund.holder:
        raise HandedAlready(region=called, deployment=fund.holder)
    if waiting := waiting_applications(contest.id, fund.region):
        raise ApplicationsWait(region=called, count=waiting)
    if fund.amount - fund.awarded - fund.away <= 0:
        raise NothingLeft(region=called)


def offered(contest: Contest, fund: Fund, taker: str) -> Handover:
    """The offer of what is left of a held fund."""
    terms = Terms(
        title=contest.title,
        title_kk=contest.title_kk or "",
        opens_on=contest.opens_on,
        closes_on=contest.closes_on,
        grant_cap=contest.grant_cap,
        average_warning=contest.average_warning,
        average_limit=contest.average_limit,
        prefix=fund.prefix,
        last_number=fund.last_number,
        papers=papers_of(contest),
    )
    return Handover(
        contest_id=contest.id,
        project_id=contest.project_id,
        activity_id=contest.activity_id,
        region=fund.region,
        giver=here(),
        taker=taker,
        amount=fund.amount - fund.awarded - fund.away,
        terms=to_json(terms),
    )


def papers_of(contest: Contest) -> tuple[Proof, ...]:
    """The regulation of a contest as it is handed over: who attached it, and how it is called, stays here."""
    told = (proof for proof in proofs_of(contest) if proof.kind == REGULATION)
    return tuple(replace(proof, by=None, name="") for proof in told)


def ask_rules_of(row: Handover) -> Said:
    """What the plugins say of the region of an offer whose contest runs here already; asked before anything
    is held. RuleUnavailable."""
    contest = db.session.get(Contest, row.contest_id)
    runs = contest is not None and contest.status in RUNNING and not kept_book(contest.id, row.region)
    return ask_rules([row.region], contest.opens_on) if contest and runs else Said()


def accept_fund(row: Handover, said: Said) -> Handover:
    """Take a fund that is offered to this deployment: from now on it is awarded from here, in a contest that
    runs by the rules its region said. AnsweredAlready, OfferedToOthers, PlanNotHere, ChangedWhileAsked."""
    refuse_to_answer(row)
    contest = contest_here(row)
    take_in(row, contest)
    if contest.status in RUNNING:
        keep_rules(contest.id, [row.region], contest.opens_on, said, OPENING)
    answer(row, ACCEPTED)
    publish_contest(contest)
    return row


def decline_fund(row: Handover, reason: str) -> Handover:
    """Say that a fund is not taken, and why: it goes back to who offered it."""
    refuse_to_answer(row)
    row.reason = reason
    answer(row, DECLINED)
    return row


def refuse_to_answer(row: Handover) -> None:
    """Only the side it is offered to answers, once; AnsweredAlready, OfferedToOthers."""
    if row.state != OFFERED:
        raise AnsweredAlready
    if row.taker != here():
        raise OfferedToOthers(deployment=row.taker)


def answer(row: Handover, state: str) -> None:
    """Keep the answer and have it signed for the other side."""
    row.state, row.answered_at = state, now()
    publish_handover(row)


def contest_here(row: Handover) -> Contest:
    """The contest of a handover, begun here under its own id where it is not known yet; PlanNotHere."""
    known = db.session.get(Contest, row.contest_id)
    if known is not None:
        return known
    if str(row.project_id) not in projects.known():
        raise PlanNotHere
    terms = terms_of(row)
    contest = Contest(
        id=row.contest_id,
        project_id=row.project_id,
        activity_id=row.activity_id,
        title=terms.title,
        title_kk=terms.title_kk,
        opens_on=terms.opens_on,
        closes_on=terms.closes_on,
        grant_cap=terms.grant_cap,
        average_warning=terms.average_warning,
        average_limit=terms.average_limit,
        handed_by=row.giver,
    )
    db.session.add(contest)
    db.session.flush()
    return contest


def attach_papers(handover_id: uuid.UUID, come: Mapping[str, Come]) -> None:
    """Let the regulation that came with a fund prove the contest here, once all of it has come: whoever takes
    it off later has it off. A contest that was dropped takes no paper."""
    row = db.session.get_one(Handover, handover_id, with_for_update=True, populate_existing=True)
    contest, wanted = db.session.get_one(Contest, row.contest_id), hashes_of(row)
    if row.papers_at is not None or not wanted <= set(come):
        return
    has = {proof.sha256 for proof in proofs_of(contest)}
    for sha256 in sorted(wanted - has) if contest.status != "dropped" else ():
        attach(contest, stored(come[sha256]), REGULATION)
    row.papers_at = now()
    db.session.flush()


def hashes_of(row: Handover) -> set[str]:
    """The papers a handover names."""
    return {paper.sha256 for paper in terms_of(row).papers}


def stored(file: Come) -> Stored:
    """A file that came as the store has it, looked at before it proves anything."""
    ending = next((ending for ending, mime in TYPES.items() if mime == file.mime), "")
    name = f"{file.sha256[:16]}{ending}"
    return Stored(file.sha256, file.size, file.mime, name, unopened=WAITING)


def take_in(row: Handover, contest: Contest) -> None:
    """Let the money of a handover be of the fund here: what was away comes back, what was never here is
    added."""
    terms = terms_of(row)
    fund = db.session.get(Fund, (contest.id, row.region), with_for_update=True, populate_existing=True)
    if fund is None:
        fund = Fund(contest_id=contest.id, region=row.region, prefix=terms.prefix, amount=row.amount)
        fund.last_number = terms.last_number
        db.session.add(fund)
        return
    back = min(fund.away, row.amount)
    fund.away, fund.amount = fund.away - back, fund.amount + row.amount - back
    fund.last_number, fund.holder = max(fund.last_number, terms.last_number), None


def hear_answer(row: Handover, state: str, reason: str) -> None:
    """What the other side signed of an offer of ours; an answer that was heard before changes nothing."""
    if row.state != OFFERED:
        return
    row.state, row.reason, row.answered_at = state, reason, now()
    contest = db.session.get_one(Contest, row.contest_id)
    if state == DECLINED:
        fund = held_fund(contest, row.region)
        fund.away, fund.holder = fund.away - row.amount, None
    publish_contest(contest)
