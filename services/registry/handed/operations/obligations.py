"""Obligations that were handed down: the same ones under the same ids, changed above and nowhere else."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from msgspec import ValidationError, convert
from msgspec.structs import replace

from services.registry.db import db
from services.registry.deployments.queries import called
from services.registry.handed.models import HandedRecord
from services.registry.handed.schemas import Fulfilment
from services.registry.obligations.models import Obligation
from services.registry.obligations.operations import hear_fulfilment
from services.registry.obligations.record import publish_obligation
from services.registry.plans.models import Project
from services.registry.plans.queries import approved_plan, indicators
from shared.doors.errors import Conflict
from shared.language import records
from shared.language.obligations import WAIVED
from shared.language.records import Proof
from shared.language.records.obligation import Obligation as ObligationRecord


class PlanNotHere(Conflict):
    """The plan this belongs to has not come here from the same deployment."""

    code = "plan_not_here"


class NotOfItsRegion(Conflict):
    """This obligation is not of a region of that deployment."""

    code = "not_of_its_region"


def take_obligation(row: HandedRecord) -> str:
    """Take an obligation; one on a line of a version nobody accepted here yet waits for it. PlanNotHere."""
    said = cast(ObligationRecord, records.read(ObligationRecord.KIND, row.body))
    project = db.session.get(Project, UUID(said.project_id), with_for_update=True)
    if project is None or project.handed_by != row.deployment:
        raise PlanNotHere
    if said.indicator_id and said.indicator_id not in lines_here(project):
        return "waiting"
    item = db.session.get(Obligation, UUID(said.id)) or begun(said, row.deployment)
    write(item, said)
    publish_obligation(item)
    return "taken"


def lines_here(project: Project) -> set[str]:
    """Indicators of the version in force here, by their stable ids."""
    plan = approved_plan(project.id)
    return {str(one.stable_id) for one in indicators(plan)} if plan else set()


def begun(said: ObligationRecord, deployment: str) -> Obligation:
    """An obligation nobody here knew yet, under the id it has above."""
    item = Obligation(id=UUID(said.id), project_id=UUID(said.project_id), handed_by=deployment)
    db.session.add(item)
    return item


def write(item: Obligation, said: ObligationRecord) -> None:
    """Say of an obligation what is said above."""
    item.indicator_id = UUID(said.indicator_id) if said.indicator_id else None
    item.waived_because = said.reason if said.status == WAIVED else None
    names = "measure", "title", "title_kk", "region", "number", "quantity", "starts_on", "due_on", "owner"
    for name in names:
        setattr(item, name, getattr(said, name))
    item.ground = said.ground or None
    item.promised_on, item.done_on = said.promised_on, said.done_on or item.done_on


def take_fulfilment(row: HandedRecord) -> str:
    """Take what a deployment below says of an obligation of ours; Unreadable, NotOfItsRegion."""
    try:
        said = convert(row.body, Fulfilment)
    except ValidationError as error:
        raise records.Unreadable(str(error)) from None
    item = db.session.get(Obligation, UUID(said.obligation_id), with_for_update=True)
    below = called(row.deployment)
    if item is None or item.handed_by or below is None or item.region not in below.regions:
        raise NotOfItsRegion
    hear_fulfilment(item, said.done_on, [reached(below.url, proof) for proof in said.evidence])
    return "taken"


def reached(url: str, proof: Proof) -> Proof:
    """A file of a deployment below, with the address where it opens."""
    return replace(proof, page=f"{url.rstrip('/')}{proof.page}")
