"""What is true about evidence."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from services.grants.applications.models import Application
from services.grants.awards.models import Award
from services.grants.contests.models import Contest
from services.grants.contests.queries import reaches
from services.grants.db import db
from services.grants.evidence.models import Evidence
from services.grants.reach import may
from shared.access import actor
from shared.doors.errors import NotFound
from shared.language.records import Proof

Owner = Contest | Application | Award
LINKS: dict[type[Any], str] = {Contest: "contest_id", Application: "application_id", Award: "award_id"}
RECORDING: dict[type[Any], str] = {
    Contest: "contest.manage",
    Application: "application.register",
    Award: "award.complete",
}
FOR_EVERYBODY = ("regulation",)


def get_evidence(evidence_id: uuid.UUID) -> Evidence:
    """A file the actor may open; NotFound."""
    evidence = db.session.get(Evidence, evidence_id)
    if evidence is None or not is_visible(evidence):
        raise NotFound
    return evidence


def is_visible(evidence: Evidence) -> bool:
    """Whether what the file proves is in the actor's regions;
    of a contest's papers those see all who see all regions."""
    if evidence.contest_id:
        return may("evidence.view", evidence.contest_id) or (
            evidence.kind in FOR_EVERYBODY and reaches(evidence.contest_id, "evidence.view")
        )
    owner = (
        db.session.get(Application, evidence.application_id)
        if evidence.application_id
        else db.session.get(Award, evidence.award_id)
    )
    return owner is not None and may("evidence.view", owner.contest_id, owner.region)


def may_detach(evidence: Evidence, owner: Owner) -> bool:
    """Whether the actor may take a file off: the one who attached it,
    or the team that keeps what it proves."""
    place = (owner.id, None) if isinstance(owner, Contest) else (owner.contest_id, owner.region)
    return may(RECORDING[type(owner)], *place) or (
        evidence.added_by == actor().id and may("evidence.attach", *place)
    )


def detachable(files: list[Evidence], owner: Owner) -> set[uuid.UUID]:
    """Those of an owner's files the actor may take off."""
    return {item.id for item in files if may_detach(item, owner)}


def files_of(owner: Owner) -> list[Evidence]:
    """Files of a contest, an application or an award in the order they came."""
    link = getattr(Evidence, LINKS[type(owner)])
    return list(db.session.scalars(select(Evidence).where(link == owner.id).order_by(Evidence.id)))


def visible_files(owner: Owner) -> list[Evidence]:
    """Those of its files the actor may open."""
    return [item for item in files_of(owner) if is_visible(item)]


def also_on(files: list[Evidence]) -> dict[uuid.UUID, list[Evidence]]:
    """The files of other owners with the very bytes of these, by file;
    what is dropped or cancelled is left out."""
    found: dict[uuid.UUID, list[Evidence]] = {}
    twins = (
        select(Evidence)
        .outerjoin(Contest, Contest.id == Evidence.contest_id)
        .outerjoin(Award, Award.id == Evidence.award_id)
        .where(
            Evidence.sha256.in_({item.sha256 for item in files}),
            Contest.status.is_distinct_from("dropped"),
            Award.status.is_distinct_from("cancelled"),
        )
        .order_by(Evidence.id)
    )
    for twin in db.session.scalars(twins):
        for item in files:
            if item.sha256 == twin.sha256 and owner_key(item) != owner_key(twin):
                found.setdefault(item.id, []).append(twin)
    return found


def owner_key(item: Evidence) -> uuid.UUID | None:
    """The id of what a file proves."""
    return item.contest_id or item.application_id or item.award_id


def proof(item: Evidence) -> Proof:
    """One file as it travels: enough to open and to seal it."""
    return Proof(id=str(item.id), kind=item.kind, sha256=item.sha256, name=item.name, quantity=item.quantity)


def evidence_out(item: Evidence) -> dict[str, Any]:
    """A file as JSON."""
    also = [owner_key(twin) for twin in also_on([item]).get(item.id, [])]
    return {name: getattr(item, name) for name in ("id", "kind", "name", "sha256", "size", "quantity")} | {
        "also_on": also
    }
