"""Attaching files to what they prove, and taking them off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shared.doors.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from shared.files import FileMissing, Stored, check_fit
from shared.language.evidence import WAITING
from shared.proofs.declaring import VIEW, Proven, floor
from shared.proofs.models import EvidenceMixin
from shared.proofs.queries import may_detach, proven_by
from shared.proofs.reviewing import look_later
from shared.proofs.rules import sheets_in
from shared.proofs.taking import Sent


class EvidenceKindUnknown(Invalid):
    """“%(kind)s” is not a kind of evidence here. Known kinds: %(known)s."""

    code = "evidence_kind_unknown"


class EvidenceRepeated(Conflict):
    """This very file is already attached here as the same kind of evidence."""

    code = "evidence_repeated"


class EvidenceElsewhere(Conflict):
    """“%(name)s” already proves “%(other)s”. Does it prove this too? Then say so and attach it once more."""

    code = "evidence_elsewhere"


class EvidenceOfOthers(Forbidden):
    """This file is taken off by whoever attached it, or by the team that keeps these records."""

    code = "evidence_of_others"


@dataclass
class Attached:
    """What came of several files: those kept, and those refused by name."""

    kept: list[EvidenceMixin] = field(default_factory=list)
    refused: dict[str, Refusal] = field(default_factory=dict)


def attach(
    record: Any, stored: Stored, kind: str, again: bool = True, both_sides: bool = False
) -> EvidenceMixin:
    """Let a stored file of a type that proves this kind be evidence of a record and tell the others;
    without `again` one that proves something already is refused, to be asked about. Where sheets count
    they are its pages, two to a sheet that is scanned on `both_sides`."""
    noun = floor().of(record)
    if kind not in noun.kinds:
        raise EvidenceKindUnknown(field="kind", kind=kind, known=", ".join(noun.kinds))
    check_fit(stored.mime, noun.accepted(record, kind))
    hold(record)
    noun.admit(record)
    item = kept(noun, record, stored, kind)
    if not again:
        check_not_elsewhere(stored, record)
    item.pages_each = 2 if both_sides else 1
    if kind == noun.sheets:
        count_sheets(item, stored.pages)
    if item.unopened == WAITING:
        look_later()
    floor().session.add(item)
    floor().session.flush()
    noun.tell(record)
    return item


def count_sheets(item: EvidenceMixin, pages: int | None) -> None:
    """Count the sheets in a file; where its pages are not known it proves nothing until the job looks."""
    if pages is not None:
        item.quantity = sheets_in(pages, item.pages_each, item.quantity)
    elif not item.unopened:
        item.unopened = WAITING


def kept(noun: Proven, record: Any, stored: Stored, kind: str) -> EvidenceMixin:
    """A stored file as evidence of a record; EvidenceRepeated."""
    table: Any = floor().table
    same = {"owner_kind": noun.kind, "owner_id": record.id, "kind": kind, "sha256": stored.sha256}
    if repeated(same):
        raise EvidenceRepeated(field="file")
    told = {"name": stored.name, "mime": stored.mime, "size": stored.size, "unopened": stored.unopened}
    made: EvidenceMixin = table(**same, **told)
    return made


def check_not_elsewhere(stored: Stored, record: Any) -> None:
    """Refuse a file that proves another record already, by name where the actor may see it."""
    for other in [found for found in proven_by(stored.sha256) if found is not record][:1]:
        noun = floor().of(other)
        title = noun.title(other) if noun.may(VIEW, other) else noun.listed()[0]
        raise EvidenceElsewhere(field="file", name=stored.name, other=title, detail={"id": str(other.id)})


def repeated(same: dict[str, Any]) -> bool:
    """Whether this very file is there already."""
    return floor().session.query(floor().table).filter_by(**same).first() is not None


def hold(record: Any) -> None:
    """Keep a record as it is until its files are written and told."""
    floor().session.flush()
    floor().session.refresh(record, with_for_update={"key_share": True})


def attach_all(
    record: Any, sent: list[Sent], kind: str, again: bool = True, both_sides: bool = False
) -> Attached:
    """Keep several files of one kind, the good ones whatever the others are. FileMissing."""
    outcome = Attached()
    if not sent:
        raise FileMissing(field="file")
    for file in sent:
        try:
            outcome.kept.append(attach(record, arrived(file), kind, again, both_sides))
        except Refusal as refusal:
            outcome.refused[file.name or kind] = refusal
    return outcome


def arrived(file: Sent) -> Stored:
    """A file that is in the store; its refusal when it is not."""
    if file.stored is None:
        raise file.refusal or FileMissing(field="file")
    return file.stored


def detach(item: EvidenceMixin, record: Any) -> None:
    """Take a wrong file off and tell the others; the bytes stay in the store under their hash."""
    noun = floor().of(record)
    if not may_detach(item, record):
        raise EvidenceOfOthers
    hold(record)
    if floor().session.get(floor().table, item.id, populate_existing=True) is None:
        raise NotFound  # a second click came first
    kind = item.kind
    floor().session.delete(item)
    floor().session.flush()
    noun.release(record, kind)
    noun.tell(record)
