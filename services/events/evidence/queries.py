"""What is true about evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from services.events.db import db
from services.events.evidence.models import Evidence
from services.events.gatherings.models import Gathering
from services.events.publications.models import Publication
from services.events.publications.queries import reachable
from shared.access import actor
from shared.errors import NotFound


def get_evidence(evidence_id: uuid.UUID, permission: str = "evidence.view") -> Evidence:
    """A file whose gathering or publication the actor may see; NotFound."""
    evidence = db.session.get(Evidence, evidence_id)
    if evidence is None:
        raise NotFound
    if not reachable(permission, owner_of(evidence).region):
        raise NotFound
    return evidence


def owner_of(evidence: Evidence) -> Gathering | Publication:
    """What a file proves."""
    kind, key = (
        (Gathering, evidence.gathering_id)
        if evidence.gathering_id
        else (Publication, evidence.publication_id)
    )
    return db.session.get_one(kind, key)


def may_detach(evidence: Evidence, owner: Gathering | Publication) -> bool:
    """Whether the actor may take a file off: the one who attached it,
    or the team that records what it proves."""
    record = "gathering.record" if isinstance(owner, Gathering) else "publication.record"
    return reachable(record, owner.region) or (
        evidence.added_by == actor().id and reachable("evidence.attach", owner.region)
    )


def detachable(files: list[Evidence], owner: Gathering | Publication) -> set[uuid.UUID]:
    """Those of an owner's files the actor may take off."""
    return {item.id for item in files if may_detach(item, owner)}


def also_on(files: list[Evidence]) -> dict[uuid.UUID, list[Gathering | Publication]]:
    """What else the bytes of these files are attached to, by file;
    what was cancelled is left out, one paper may prove two things."""
    found: dict[uuid.UUID, list[Gathering | Publication]] = {}
    twins = (
        select(Evidence)
        .outerjoin(Gathering, Gathering.id == Evidence.gathering_id)
        .where(
            Evidence.sha256.in_({item.sha256 for item in files}),
            Gathering.status.is_distinct_from("cancelled"),
        )
        .order_by(Evidence.id)
    )
    for twin in db.session.scalars(twins):
        owner = owner_of(twin)
        for item in files:
            if (
                item.sha256 == twin.sha256
                and owner is not owner_of(item)
                and owner not in found.get(item.id, [])
            ):
                found.setdefault(item.id, []).append(owner)
    return found


def evidence_out(files: list[Evidence]) -> list[dict[str, Any]]:
    """Files as JSON."""
    others = also_on(files)
    return [
        {name: getattr(item, name) for name in ("id", "kind", "name", "sha256", "size", "quantity")}
        | {"also_on": [owner.id for owner in others.get(item.id, [])]}
        for item in files
    ]


def of_gathering(gathering_id: uuid.UUID) -> list[Evidence]:
    """Files of a gathering in the order they came."""
    return list(
        db.session.scalars(
            select(Evidence).where(Evidence.gathering_id == gathering_id).order_by(Evidence.id)
        )
    )


def quantities(gatherings: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    """How much of each kind of evidence these gatherings have; a gathering without files is absent."""
    found: dict[uuid.UUID, dict[str, int]] = {}
    for gathering_id, kind, quantity in db.session.execute(
        select(Evidence.gathering_id, Evidence.kind, func.sum(Evidence.quantity))
        .where(Evidence.gathering_id.in_(list(gatherings)))
        .group_by(Evidence.gathering_id, Evidence.kind)
    ):
        found.setdefault(gathering_id, {})[kind] = quantity
    return found


def of_publication(publication_id: uuid.UUID) -> list[Evidence]:
    """Files of a publication in the order they came."""
    return list(
        db.session.scalars(
            select(Evidence).where(Evidence.publication_id == publication_id).order_by(Evidence.id)
        )
    )
