"""What came down, what waits, what is due to a deployment below."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import String, exists, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.registry.db import db
from services.registry.deployments.models import PAIRED, Deployment
from services.registry.handed.models import HandedRecord
from services.registry.handed.schemas import (
    FULFILMENT,
    OBLIGATION,
    PLAN,
    Fulfilment,
    HandedPlan,
    Letter,
    Said,
)
from services.registry.obligations.models import Obligation
from services.registry.obligations.record import obligation_record
from services.registry.plans.models import Plan, Project
from services.registry.plans.queries import TREE, activities, approved_plan, get_plan, letter_of
from services.registry.plans.record import project_record, project_regions
from shared.doors.errors import NotFound
from shared.language import records
from shared.proofs.queries import proofs_of

VIEW, ACCEPT = "handed.view", "handed.accept"
Due = tuple[str, str, dict[str, object]]


def kept(said: Said) -> HandedRecord | None:
    """The row of this very record, where it came before."""
    same = HandedRecord.deployment == said.by, HandedRecord.key == said.key, HandedRecord.came
    this = HandedRecord.sha256 == said.sha256, HandedRecord.said_at == said.said_at
    return db.session.scalar(select(HandedRecord).where(*same, *this).with_for_update())


def newest(deployment: str, key: str, came: bool = True) -> HandedRecord | None:
    """The record said last of a key."""
    mine = HandedRecord.deployment == deployment, HandedRecord.key == key, HandedRecord.came.is_(came)
    last = HandedRecord.said_at.desc(), HandedRecord.id.desc()
    return db.session.scalar(select(HandedRecord).where(*mine).order_by(*last).limit(1))


def newest_said(deployment: str) -> str:
    """The hash of what was said last to a deployment, "" where nothing was."""
    mine = HandedRecord.deployment == deployment, HandedRecord.came.is_(False)
    last = HandedRecord.said_at.desc(), HandedRecord.id.desc()
    return db.session.scalar(select(HandedRecord.sha256).where(*mine).order_by(*last).limit(1)) or ""


def has_come(deployment: str, sha256: str) -> bool:
    """Whether a record of that hash came from a deployment."""
    mine = HandedRecord.deployment == deployment, HandedRecord.came, HandedRecord.sha256 == sha256
    return bool(db.session.scalar(select(exists().where(*mine))))


def known(deployment: str) -> dict[str, str]:
    """What came here from a deployment, as hashes by key: what could not be taken is kept and tried again
    here, so that it need not come a second time."""
    return {row.key: row.sha256 for row in last_of_each(deployment, came=True)}


def last_of_each(deployment: str, came: bool) -> Sequence[HandedRecord]:
    """What was said last of each key."""
    mine = HandedRecord.deployment == deployment, HandedRecord.came.is_(came)
    order = HandedRecord.key, HandedRecord.said_at.desc(), HandedRecord.id.desc()
    found = select(HandedRecord).where(*mine).order_by(*order)
    return db.session.scalars(found.ext(distinct_on(HandedRecord.key))).all()


def not_taken(deployment: str) -> Sequence[HandedRecord]:
    """What came and does not count yet, plans first, the oldest first."""
    mine = HandedRecord.deployment == deployment, HandedRecord.came
    open_ones = HandedRecord.state.in_(("waiting", "unreadable", "refused"))
    order = (HandedRecord.kind != PLAN), HandedRecord.said_at, HandedRecord.id
    return db.session.scalars(select(HandedRecord).where(*mine, open_ones).order_by(*order)).all()


def obligations_of(rows: Sequence[HandedRecord]) -> dict[str, Obligation]:
    """The obligations signed records are about, as far as they are here, by id."""
    about = {row.key.partition(":")[2] for row in rows if row.kind in (OBLIGATION, FULFILMENT)}
    found = db.session.scalars(select(Obligation).where(Obligation.id.cast(String).in_(about)))
    return {str(item.id): item for item in found}


def proposals(project_id: uuid.UUID | None = None) -> Sequence[Plan]:
    """Versions that were handed down and wait to be accepted, of a project or of all."""
    found = select(Plan).where(Plan.status == "handed").options(TREE)
    if project_id:
        found = found.where(Plan.project_id == project_id)
    return db.session.scalars(found.order_by(Plan.no.desc())).all()


def get_proposal(plan_id: uuid.UUID, lock: bool = False) -> Plan:
    """A version that was handed down, waiting or in force; NotFound."""
    plan = get_plan(plan_id, lock)
    if plan.project.handed_by is None:
        raise NotFound
    return plan


def letter_above(plan: Plan) -> Letter | None:
    """The letter of the deployment above that allowed a version, as its record names it."""
    row = newest(plan.project.handed_by or "", f"{plan.project.handed_by}:{plan.project_id}")
    said = (row.body if row else {}).get("letter")
    return Letter(**said) if isinstance(said, dict) else None


class Home(msgspec.Struct, frozen=True):
    """A paired deployment with its regions."""

    name: str
    regions: list[str]


def homes(regions: Collection[str]) -> list[Home]:
    """The deployments paired with this one that serve one of these regions; the one above serves all that
    this home has."""
    paired = select(Deployment).where(Deployment.state == PAIRED).order_by(Deployment.name)
    found = [Home(row.name, list(row.regions)) for row in db.session.scalars(paired)]
    return [home for home in found if set(home.regions) & set(regions)]


def handed_rows(after: uuid.UUID | None = None, limit: int = 100) -> Sequence[HandedRecord]:
    """Signed records of both sides, the newest first, one more than the limit."""
    found = select(HandedRecord)
    if after:
        found = found.where(HandedRecord.id < after)
    return db.session.scalars(found.order_by(HandedRecord.id.desc()).limit(limit + 1)).all()


def due_to(regions: Collection[str]) -> Iterator[Due]:
    """What is handed down to a deployment of these regions, as kind, id and JSON: the plans of projects one
    of its regions takes part in, and the obligations of its regions."""
    for project in db.session.scalars(
        select(Project).where(Project.handed_by.is_(None)).order_by(Project.id)
    ):
        plan = approved_plan(project.id)
        if plan and set(project_regions(plan)) & set(regions):
            yield PLAN, str(project.id), as_handed(project, plan)
            yield from obligations_due(project.id, regions)


def obligations_due(project_id: uuid.UUID, regions: Collection[str]) -> Iterator[Due]:
    """The obligations of these regions; who entered them stays here."""
    mine = select(Obligation).where(Obligation.project_id == project_id, Obligation.region.in_(regions))
    for item in db.session.scalars(mine.order_by(Obligation.id)):
        said = records.state(obligation_record(item))
        yield OBLIGATION, str(item.id), said | {"entered_by": None, "evidence": []}


def fulfilled(deployment: str) -> Iterator[Due]:
    """What this home says of obligations of the deployment above that no line counts: since when each is
    there, by which files. Who attached them, and how the files are called, stays here."""
    mine = Obligation.handed_by == deployment, Obligation.indicator_id.is_(None)
    done = select(Obligation).where(*mine, Obligation.done_on.is_not(None)).order_by(Obligation.id)
    for item in db.session.scalars(done):
        files = tuple(replace(proof, by=None, name="") for proof in proofs_of(item))
        if files and item.done_on:
            said = Fulfilment(obligation_id=str(item.id), done_on=item.done_on, evidence=files)
            yield FULFILMENT, str(item.id), records.to_json(said)


def as_handed(project: Project, plan: Plan) -> dict[str, object]:
    """A plan in force as JSON for the deployments below."""
    record, letter = project_record(project, plan), letter_of(plan)
    above = f"/registry/plans/{plan.id}/letter"
    handed = HandedPlan(
        project=record,
        passport={name: value for name, value in plan.passport.items() if name != "signatories"},
        descriptions={str(line.stable_id): line.description for line in activities(plan)},
        reason=plan.reason_text or "",
        letter=Letter(name=letter.name, sha256=letter.sha256, page=above) if letter else None,
        source_sha256=plan.source_sha256,
        source_name=plan.source_name,
    )
    return {**records.to_json(handed), "project": records.state(record)}
