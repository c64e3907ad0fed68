"""What is true about awards."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Text, case, cast, select

from services.grants.applications.models import Application
from services.grants.awards.models import Award, Payment
from services.grants.contests.models import Contest
from services.grants.contests.queries.reach import may, within
from services.grants.db import Evidence, db
from services.grants.tranches.models import SIGNING, Tranche
from shared.doors.errors import NotFound
from shared.language.evidence import ACT, AGREEMENT, PHOTO, REPORT
from shared.language.measures.contest import SUBPROJECTS_COMPLETED
from shared.proofs.declaring import Need
from shared.proofs.models import EvidenceMixin
from shared.proofs.queries import files_of, lacking_of, present_in
from shared.proofs.rules import first_kinds, lacking

MOST_WAITING = 200
NEEDS = tuple(Need((kind,)) for kind in (AGREEMENT, ACT, REPORT, PHOTO))
PROVING = (Need((AGREEMENT,)), Need(SUBPROJECTS_COMPLETED.needed()))


def get_award(award_id: uuid.UUID, permission: str = "application.view", lock: bool = False) -> Award:
    """An award of the actor's regions; NotFound. `lock` holds its application, then itself,
    against a concurrent change."""
    award = db.session.get(Award, award_id)
    if award is None or not may(permission, award.contest_id, award.region):
        raise NotFound
    if lock:
        db.session.get(Application, award.application_id, with_for_update=True, populate_existing=True)
        db.session.refresh(award, with_for_update=True)
    return award


def parents_of(award: Award) -> tuple[Contest, Application]:
    """The contest and the application of an award."""
    contest = db.session.get(Contest, award.contest_id)
    application = db.session.get(Application, award.application_id)
    assert contest is not None and application is not None
    return contest, application


def of_groups(groups: Collection[str]) -> Sequence[Award]:
    """Every award of these groups, held: it tells the names the register has for them."""
    mine = select(Award).join(Application, Application.id == Award.application_id)
    found = mine.where(cast(Application.group_id, Text).in_(groups)).order_by(Award.id)
    return db.session.scalars(found.with_for_update(of=Award)).all()


def past_awards(application: Application) -> list[Award]:
    """Awards of an application that were cancelled, oldest first."""
    cancelled = select(Award).where(Award.application_id == application.id, Award.status == "cancelled")
    return list(db.session.scalars(cancelled.order_by(Award.id)))


def beyond_commission(application: Application, amount: Decimal) -> bool:
    """Whether awarding so much does not follow the commission's word."""
    more = application.recommended is not None and amount > application.recommended
    return application.verdict in (None, "refuse") or more


def payments_of(award_id: uuid.UUID) -> list[Payment]:
    """Payments of an award, oldest first."""
    paid = select(Payment).where(Payment.award_id == award_id)
    return list(db.session.scalars(paid.order_by(Payment.paid_on, Payment.id)))


def get_payment(award: Award, payment_id: uuid.UUID) -> Payment:
    """A payment of an award; NotFound."""
    payment = db.session.get(Payment, payment_id)
    if payment is None or payment.award_id != award.id:
        raise NotFound
    return payment


def reversal_of(payment: Payment) -> Payment | None:
    """The line that takes a payment back, if there is one."""
    return db.session.scalar(select(Payment).where(Payment.reverses == payment.id))


def is_named(tranche_id: uuid.UUID) -> bool:
    """Whether a line of the ledger names a tranche."""
    named = select(Payment.id).where(Payment.tranche_id == tranche_id).limit(1)
    return db.session.scalar(named) is not None


def missing_evidence(award: Award) -> list[str]:
    """Kinds of evidence a sub-project still lacks."""
    return first_kinds(lacking_of(award))


def unproven(award: Award, files: Sequence[EvidenceMixin] | None = None) -> list[tuple[str, ...]]:
    """What stops a completion: each a choice of kinds, one of which would do (`files`: those it has)."""
    files = files_of(award) if files is None else files
    return [need.kinds for need in lacking(PROVING, present_in(files))]


@dataclass(frozen=True)
class AwardRow:
    """An award with what its application requested and was recommended, and what still lacks."""

    id: uuid.UUID
    application_id: uuid.UUID
    contest_id: uuid.UUID
    region: str
    awarded_on: date
    completed_on: date | None
    status: str
    cancel_reason: str | None
    over_reason: str | None
    reopen_reason: str | None
    requested: Decimal
    recommended: Decimal | None
    awarded: Decimal
    paid: Decimal
    before_rule: bool
    missing_evidence: list[str]


OF_AWARD = list(AwardRow.__dataclass_fields__)[:10]


def award_row(award: Award) -> AwardRow:
    """An award as other tools read it."""
    application = parents_of(award)[1]
    return AwardRow(
        **{name: getattr(award, name) for name in OF_AWARD},
        requested=application.requested,
        recommended=application.recommended,
        awarded=award.amount,
        paid=award.paid,
        before_rule=award.before_rule,
        missing_evidence=missing_evidence(award),
    )


@dataclass(frozen=True)
class Waiting:
    """A grant that waits for somebody: tenge, and the day it was awarded."""

    id: uuid.UUID
    contest_id: uuid.UUID
    group_name: str
    group_kk: str | None
    amount: Decimal
    paid: Decimal
    awarded_on: date


WAITING = (
    Award.id,
    Award.contest_id,
    Application.group_name,
    Application.group_kk,
    Award.amount,
    Award.paid,
    Award.awarded_on,
)
HAS_AGREEMENT = (
    select(Evidence.id).where(Evidence.proving("award", Award.id), Evidence.kind == AGREEMENT).exists()
)
NEXT_TRANCHE = (
    select(Tranche.after)
    .where(Tranche.award_id == Award.id, Tranche.paid < Tranche.amount)
    .order_by(Tranche.number)
    .limit(1)
    .scalar_subquery()
)
MAY_BE_PAID = case((Award.status == "completed", NEXT_TRANCHE.is_not(None)), else_=NEXT_TRANCHE == SIGNING)


def unsigned() -> list[Waiting]:
    """Grants without an agreement whose papers the actor collects, the oldest first."""
    return waiting("award.complete", Award.status == "awarded", ~HAS_AGREEMENT)


def payable() -> list[Waiting]:
    """Grants the actor pays whose next tranche has its moment, the oldest first."""
    return waiting("award.pay", Award.status != "cancelled", HAS_AGREEMENT, MAY_BE_PAID)


def unfinished() -> list[Waiting]:
    """Sub-projects under way with money, whose end the actor records, the oldest first."""
    return waiting("award.complete", Award.status == "awarded", Award.paid > 0)


def waiting(permission: str, *wanted: ColumnElement[bool]) -> list[Waiting]:
    """Grants in the actor's reach, the oldest first."""
    mine = within(permission, Award.contest_id, Award.region)
    found = select(*WAITING).join(Application, Application.id == Award.application_id).where(mine, *wanted)
    ordered = found.order_by(Award.awarded_on, Award.id).limit(MOST_WAITING)
    return [Waiting(**row) for row in db.session.execute(ordered).mappings()]
