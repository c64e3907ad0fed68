"""Attaching files."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from services.grants.applications.models import Application
from services.grants.applications.record import publish_application
from services.grants.awards.models import Award
from services.grants.awards.queries import missing_evidence, unproven
from services.grants.awards.record import publish_award
from services.grants.contests.models import Contest
from services.grants.contests.operations import refuse_dropped
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.evidence.kinds import ACCEPTED, KINDS
from services.grants.evidence.models import Evidence
from services.grants.evidence.queries import LINKS, Owner, may_detach
from shared.doors.errors import Conflict, Forbidden, Invalid
from shared.files import EvidenceRepeated, files


class EvidenceKindUnknown(Invalid):
    """“%(kind)s” is not a kind of evidence here. Known kinds: %(known)s."""

    code = "evidence_kind_unknown"


class EvidenceOfOthers(Forbidden):
    """This file is taken off by whoever attached it, or by the team that keeps these records."""

    code = "evidence_of_others"


class EvidenceNeeded(Conflict):
    """This file proves an accepted sub-project. Attach the right one first, then take this one off."""

    code = "evidence_needed"


def attach(owner: Owner, file: FileStorage | None, kind: str, quantity: int, by: str) -> Evidence:
    """Keep a file as evidence of a contest, an application or an award and tell reports."""
    link = LINKS[type(owner)]
    known = KINDS[link.removesuffix("_id")]
    if kind not in known:
        raise EvidenceKindUnknown(field="kind", kind=kind, known=", ".join(known))
    if isinstance(owner, Contest):
        refuse_dropped(owner)
    stored = files().take(file, ACCEPTED[kind])
    if db.session.query(Evidence).filter_by(sha256=stored.sha256, kind=kind, **{link: owner.id}).first():
        raise EvidenceRepeated(field="file")
    evidence = Evidence(
        kind=kind,
        sha256=stored.sha256,
        name=stored.name,
        mime=stored.mime,
        size=stored.size,
        quantity=quantity,
        added_by=by,
        **{link: owner.id},
    )
    db.session.add(evidence)
    db.session.flush()
    tell(owner)
    return evidence


def detach(evidence: Evidence, owner: Owner) -> None:
    """Take a wrong file off and tell reports; the bytes stay in the store.
    EvidenceOfOthers, EvidenceNeeded."""
    if not may_detach(evidence, owner):
        raise EvidenceOfOthers
    db.session.delete(evidence)
    db.session.flush()
    if isinstance(owner, Award) and owner.status == "completed" and unproven(missing_evidence(owner)):
        raise EvidenceNeeded
    tell(owner)


def tell(owner: Owner) -> None:
    """Publish what the evidence belongs to."""
    if isinstance(owner, Contest):
        publish_contest(owner)
    elif isinstance(owner, Application):
        publish_application(owner)
    else:
        publish_award(owner)
