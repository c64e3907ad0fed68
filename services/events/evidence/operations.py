"""Attaching files."""

from __future__ import annotations

from dataclasses import dataclass, field

from werkzeug.datastructures import FileStorage

from services.events.db import db
from services.events.evidence.models import Evidence, accepted
from services.events.evidence.queries import may_detach, owner_of
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.events.publications.models import Publication
from services.events.publications.record import publish_publication
from shared.errors import Forbidden, Refusal
from shared.files import EvidenceRepeated, FileMissing, files


class EvidenceOfOthers(Forbidden):
    """This file is taken off by whoever attached it, or by the team that keeps these records."""

    code = "evidence_of_others"


@dataclass
class Attached:
    """What came of several files: those kept, and those refused by name."""

    kept: list[Evidence] = field(default_factory=list)
    refused: dict[str, Refusal] = field(default_factory=dict)


def attach(
    owner: Gathering | Publication, file: FileStorage | None, kind: str, quantity: int, by: str
) -> Evidence:
    """Keep a file of a type that proves this kind as evidence of a gathering
    or a publication and tell reports."""
    stored = files().take(file, accepted(kind, getattr(owner, "mode", None)))
    db.session.refresh(owner, with_for_update=True)
    link = {"gathering_id" if isinstance(owner, Gathering) else "publication_id": owner.id}
    if db.session.query(Evidence).filter_by(sha256=stored.sha256, kind=kind, **link).first():
        raise EvidenceRepeated(field="file")
    evidence = Evidence(
        kind=kind,
        sha256=stored.sha256,
        name=stored.name,
        mime=stored.mime,
        size=stored.size,
        quantity=quantity,
        added_by=by,
        **link,
    )
    db.session.add(evidence)
    db.session.flush()
    tell(owner)
    return evidence


def attach_all(
    owner: Gathering | Publication, sent: list[FileStorage], kind: str, quantity: int, by: str
) -> Attached:
    """Keep several files of one kind, the good ones whatever the others are.
    FileMissing when there is none at all."""
    outcome, given = Attached(), [file for file in sent if file]
    if not given:
        raise FileMissing(field="file")
    for file in given:
        try:
            outcome.kept.append(attach(owner, file, kind, quantity, by))
        except Refusal as refusal:
            outcome.refused[file.filename or kind] = refusal
    return outcome


def tell(owner: Gathering | Publication) -> None:
    """Publish what the evidence belongs to."""
    if isinstance(owner, Gathering):
        publish_gathering(owner)
    else:
        publish_publication(owner)


def detach(evidence: Evidence) -> None:
    """Take a wrong file off and tell reports;
    the bytes stay in the store under their hash. EvidenceOfOthers."""
    owner = owner_of(evidence)
    if not may_detach(evidence, owner):
        raise EvidenceOfOthers
    db.session.refresh(owner, with_for_update=True)
    db.session.delete(evidence)
    db.session.flush()
    tell(owner)
