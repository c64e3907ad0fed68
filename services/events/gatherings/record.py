"""Gatherings as the other services are told about them."""

from __future__ import annotations

from services.events.db import db
from services.events.gatherings.models import Gathering
from shared.language.evidence import WAIVER
from shared.language.records.gathering import Gathering as GatheringRecord
from shared.language.records.record import Proof
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_gathering(gathering: Gathering, new: bool = False) -> None:
    """Tell reports the gathering's present state with its evidence; a new one has none to look for."""
    db.session.flush()
    publish(db.session, told_with(gathering, () if new else proofs_of(gathering)))


def gathering_record(gathering: Gathering) -> GatheringRecord:
    """Give a gathering as it travels."""
    return told_with(gathering, proofs_of(gathering))


def told_with(gathering: Gathering, evidence: tuple[Proof, ...]) -> GatheringRecord:
    """Give a gathering with its evidence as it travels."""
    return GatheringRecord(
        id=str(gathering.id),
        page=f"/events/gatherings/{gathering.id}",
        project_id=str(gathering.project_id),
        activity_id=gathering.activity_id,
        type=gathering.type,
        title=gathering.title,
        title_kk=gathering.title_kk or "",
        region=gathering.region,
        settlement=gathering.settlement,
        starts_on=gathering.starts_on,
        ends_on=gathering.ends_on,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        zone=gathering.zone,
        centre_id=str(gathering.centre_id) if gathering.centre_id else None,
        mode=gathering.mode,
        status=told_status(gathering),
        evidence=evidence,
        entered_by=gathering.entered_by,
        also_needed=tuple(tuple(kinds) for kinds in gathering.also_needed or ()),
        waived=waived(gathering, evidence),
        answered=gathering.answered or 0,
    )


def waived(gathering: Gathering, evidence: tuple[Proof, ...]) -> str:
    """Why a condition is not asked of it; without the paper nothing is waived."""
    reason = gathering.waiver_reason or ""
    return reason if any(proof.kind == WAIVER for proof in evidence) else ""


def told_status(gathering: Gathering) -> str:
    """The state reports count by: held with nobody there and no reason is not held yet."""
    return "planned" if gathering.status == "held" and not counts(gathering) else gathering.status


def counts(gathering: Gathering) -> bool:
    """Whether a gathering that was held counts: with people present, or with the reason for none."""
    return bool(gathering.nobody_reason or gathering.attended)
