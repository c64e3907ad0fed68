"""Attaching files."""
from __future__ import annotations

from werkzeug.datastructures import FileStorage

from services.events.db import db
from services.events.evidence.models import Evidence, accepted
from services.events.evidence.queries import may_detach, owner_of
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.events.publications.models import Publication
from services.events.publications.record import publish_publication
from shared.errors import Conflict, Forbidden, Refusal
from shared.files import FileMissing, files


class EvidenceRepeated(Conflict):
    """This very file is already attached here as the same kind of evidence."""

    code = "evidence_repeated"


class EvidenceOfOthers(Forbidden):
    """This file is taken off by whoever attached it, or by the team that keeps these records."""

    code = "evidence_of_others"


def attach(owner: Gathering | Publication, file: FileStorage | None, kind: str, quantity: int, by: str) -> Evidence:
    """Keep a file of a type that proves this kind as evidence of a gathering or a publication and tell reports."""
    if file is None:
        raise FileMissing(field="file")
    stored = files().put(file.stream.read(), file.filename or kind, accepted(kind, getattr(owner, "mode", None)))
    db.session.refresh(owner, with_for_update=True)
    link = {"gathering_id" if isinstance(owner, Gathering) else "publication_id": owner.id}
    if db.session.query(Evidence).filter_by(sha256=stored.sha256, kind=kind, **link).first():
        raise EvidenceRepeated(field="file")
    evidence = Evidence(kind=kind, sha256=stored.sha256, name=stored.name, mime=stored.mime, size=stored.size, quantity=quantity,
                        added_by=by, **link)
    db.session.add(evidence)
    db.session.flush()
    tell(owner)
    return evidence


def attach_all(owner: Gathering | Publication, given: list[FileStorage], kind: str, quantity: int, by: str) -> dict[str, Refusal]:
    """Keep several files of one kind; those refused, by name. FileMissing when there is none at all."""
    refused: dict[str, Refusal] = {}
    for file in given or [None]:
        try:
            attach(owner, file, kind, quantity, by)
        except Refusal as refusal:
            if file is None:
                raise
            refused[file.filename or kind] = refusal
    return refused


def tell(owner: Gathering | Publication) -> None:
    """Publish what the evidence belongs to."""
    if isinstance(owner, Gathering):
        publish_gathering(owner)
    else:
        publish_publication(owner)


def detach(evidence: Evidence) -> None:
    """Take a wrong file off and tell reports; the bytes stay in the store under their hash. EvidenceOfOthers."""
    owner = owner_of(evidence)
    if not may_detach(evidence, owner):
        raise EvidenceOfOthers
    db.session.refresh(owner, with_for_update=True)
    db.session.delete(evidence)
    db.session.flush()
    tell(owner)
