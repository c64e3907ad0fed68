"""The part of grants: the contest from its regulation to the last accepted sub-project of September."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from operator import itemgetter

from deploy.demo import contest
from deploy.demo.contest import Bid, Payment
from deploy.demo.evidence import first_papers, has_scan, last_papers
from deploy.demo.stage import Stage
from services.grants.applications import operations as applications
from services.grants.applications.queries import get_application
from services.grants.applications.schemas import ApplicationIn
from services.grants.awards.models import Award
from services.grants.awards.operations import completing, giving, paying
from services.grants.awards.queries import get_award
from services.grants.contests.operations import drafting, holding
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.schemas import ContestIn
from services.grants.groups.queries import called
from services.grants.tranches.models import ACCEPTANCE, SIGNING
from shared.proofs.operations import attach


def hold_contest(stage: Stage, project_id: uuid.UUID) -> dict[int, uuid.UUID]:
    """The whole contest, day after day; the awards' ids by the number of the bid."""
    contest_id = announce(stage, project_id)
    ids = {bid.number: register(stage, contest_id, bid) for bid in contest.bids()}
    judge(stage, contest_id, ids)
    won = decide(stage, contest_id, ids)
    bids = [bid for bid in contest.bids() if bid.award]
    sign_agreements(stage, won, bids)
    divide(stage, won, bids)
    with stage.acting("grants", "accountant", contest.FIRST_PAYMENT):
        for bid in bids:
            pay(won[bid.number], bid.payments[:1])
    for bid in in_order(bids):
        finish(stage, won[bid.number], bid)
    return won


def in_order(bids: list[Bid]) -> list[Bid]:
    """The finished ones, by their day."""
    finished = [(bid.finished, bid) for bid in bids if bid.finished]
    return [bid for _day, bid in sorted(finished, key=itemgetter(0))]


def announce(stage: Stage, project_id: uuid.UUID) -> uuid.UUID:
    """Approve the regulation, then open; the contest's id."""
    with stage.acting("grants", "lead", contest.REGULATION):
        row = drafting.open_draft(
            ContestIn().load(
                {
                    "project_id": str(project_id),
                    "title": contest.TITLE,
                    "title_kk": contest.TITLE_KK,
                    "opens_on": contest.OPENS.isoformat(),
                    "closes_on": contest.CLOSES.isoformat(),
                    "regulation_on": contest.REGULATION.isoformat(),
                }
            ),
        )
        attach(row, stage.file("contest", "regulation"), "regulation")
        contest_id = row.id
    with stage.acting("grants", "lead", contest.OPENS):
        said = holding.ask_missing(get_contest(contest_id))
        holding.open_contest(get_contest(contest_id, "contest.manage", lock=True), said)
    return contest_id


def register(stage: Stage, contest_id: uuid.UUID, bid: Bid) -> uuid.UUID:
    """Register one application on its day; its id."""
    with stage.acting("grants", bid.by, bid.registered):
        held = get_contest(contest_id)
        values = ApplicationIn().load(
            {
                "group_id": called(held.project_id, bid.region, bid.group),
                "region": bid.region,
                "group_name": bid.group,
                "leader_name": bid.leader.name,
                "settlement": bid.settlement,
                "title": bid.title,
                "problem": bid.problem,
                "requested": str(bid.requested),
                "registered_on": bid.registered.isoformat(),
            }
        )
        row = applications.register_application(held, values)
        if has_scan(bid):
            attach(row, stage.file("bid", bid.number), "application")
        return row.id


def judge(stage: Stage, contest_id: uuid.UUID, ids: dict[int, uuid.UUID]) -> None:
    """Close the intake; the commission meets and recommends."""
    with stage.acting("grants", "coordinator", contest.CLOSES + timedelta(days=1)):
        holding.close_contest(get_contest(contest_id, "contest.manage", lock=True))
    with stage.acting("grants", "commission", contest.COMMISSION):
        for bid in contest.bids():
            recommend(ids[bid.number], bid)
    with stage.acting("grants", "coordinator", contest.COMMISSION):
        held = get_contest(contest_id, "contest.manage", lock=True)
        holding.record_milestones(held, {"commission_on": contest.COMMISSION})
        attach(held, stage.file("contest", "score_sheet"), "score_sheet")


def recommend(application_id: uuid.UUID, bid: Bid) -> None:
    """What the commission says of one application."""
    row = get_application(application_id, "application.recommend", lock=True)
    if bid.award:
        applications.recommend(row, "award", bid.award, "")
    if bid.state == "refused":
        applications.recommend(row, "refuse", None, contest.REFUSED)


def decide(stage: Stage, contest_id: uuid.UUID, ids: dict[int, uuid.UUID]) -> dict[int, uuid.UUID]:
    """Sign the protocol, award, refuse; the awards' ids by the number of the bid."""
    with stage.acting("grants", "lead", contest.PROTOCOL):
        held = get_contest(contest_id, "contest.manage", lock=True)
        holding.record_milestones(held, {"protocol_on": contest.PROTOCOL})
        attach(held, stage.file("contest", "protocol"), "protocol")
    with stage.acting("grants", "lead", contest.PROTOCOL):
        found = {bid.number: award(ids[bid.number], bid) for bid in contest.bids()}
    return {number: award_id for number, award_id in found.items() if award_id}


def award(application_id: uuid.UUID, bid: Bid) -> uuid.UUID | None:
    """Award or refuse one application; the award's id."""
    row = get_application(application_id, "award.grant", lock=True)
    if bid.state == "refused":
        applications.refuse_application(row, contest.REFUSED)
    return giving.award_grant(row, bid.award, contest.PROTOCOL).id if bid.award else None


def sign_agreements(stage: Stage, won: dict[int, uuid.UUID], bids: list[Bid]) -> None:
    """Each region's papers come in through whoever works there."""
    for login in sorted({bid.by for bid in bids}):
        with stage.acting("grants", login, contest.FIRST_PAYMENT):
            for bid in bids:
                if bid.by == login:
                    attach_papers(
                        stage,
                        get_award(won[bid.number], "evidence.attach", lock=True),
                        bid,
                        first_papers(bid),
                    )


def divide(stage: Stage, won: dict[int, uuid.UUID], bids: list[Bid]) -> None:
    """Enter the tranches of the agreements: the first after the signing, the rest after the acceptance."""
    with stage.acting("grants", "lead", contest.FIRST_PAYMENT):
        for bid in bids:
            award = get_award(won[bid.number], "award.grant", lock=True)
            first = (award.amount * contest.FIRST_SHARE).quantize(Decimal("1"))
            paying.plan_award(award, first, SIGNING)
            paying.plan_award(award, award.amount - first, ACCEPTANCE)


def pay(award_id: uuid.UUID, payments: list[Payment]) -> None:
    """Record payments of one award."""
    for amount, day, document in payments:
        paying.pay_award(get_award(award_id, "award.pay", lock=True), amount, day, document)


def finish(stage: Stage, award_id: uuid.UUID, bid: Bid) -> None:
    """Accept the finished work, then pay the rest."""
    assert bid.finished
    with stage.acting("grants", bid.by, bid.finished):
        award = get_award(award_id, "award.complete", lock=True)
        attach_papers(stage, award, bid, last_papers(bid))
        completing.complete_subproject(award, bid.finished)
    with stage.acting("grants", "accountant", bid.finished):
        pay(award_id, bid.payments[1:])


def attach_papers(stage: Stage, award: Award, bid: Bid, kinds: tuple[str, ...]) -> None:
    """Attach papers to an award."""
    for kind in kinds:
        attach(award, stage.file("award", bid.number, kind), kind)
