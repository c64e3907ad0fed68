"""What is true about evidence."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from shared.access import actor
from shared.doors.errors import NotFound
from shared.language.records import Proof
from shared.proofs.declaring import ATTACH, Need, floor
from shared.proofs.models import EvidenceMixin
from shared.proofs.rules import first_kinds, lacking


def get_evidence(evidence_id: uuid.UUID) -> EvidenceMixin:
    """A file the actor may open; NotFound."""
    item = floor().session.get(floor().table, evidence_id)
    if item is None or not floor().nouns[item.owner_kind].visible(owner_of(item), item.kind):
        raise NotFound
    return item


def owner_of(item: EvidenceMixin) -> Any:
    """What a file proves."""
    return floor().session.get_one(floor().nouns[item.owner_kind].model, item.owner_id)


def files_of(record: Any) -> list[EvidenceMixin]:
    """Files of a record in the order they came."""
    table = floor().table
    mine = table.of(floor().of(record).kind, record.id)
    return list(floor().session.scalars(select(table).where(mine).order_by(table.created_at, table.id)))


def visible_files(record: Any) -> list[EvidenceMixin]:
    """Those of a record's files the actor may open."""
    noun = floor().of(record)
    return [item for item in files_of(record) if noun.visible(record, item.kind)]


def present_in(files: Iterable[EvidenceMixin]) -> Mapping[str, int]:
    """How much of each kind is in these files; one that cannot be opened counts for nothing."""
    found: Counter[str] = Counter()
    for item in files:
        found[item.kind] += 0 if item.unopened else item.quantity
    return found


def lacking_of(record: Any) -> list[Need]:
    """What a record's noun needs of it and it lacks."""
    return lacking(floor().of(record).needs(record), present_in(files_of(record)))


def suggested(record: Any) -> str:
    """The kind most likely at hand: of those that lack, the noun's first."""
    noun = floor().of(record)
    first = [noun.first(record)] if noun.first else []
    if not noun.needs(record):
        return (first or noun.kinds)[0]
    lack = first_kinds(lacking_of(record))
    return next((kind for kind in (*first, *lack) if kind in lack), noun.kinds[-1])


def may_detach(item: EvidenceMixin, record: Any) -> bool:
    """Whether the actor may take a file off: who attached it, or the team that keeps what it proves."""
    noun = floor().of(record)
    return noun.may(noun.keeper, record) or (item.attached_by.id == actor().id and noun.may(ATTACH, record))


def also_on(files: Collection[EvidenceMixin]) -> dict[uuid.UUID, list[Any]]:
    """Other records with the very bytes of these files, by file; what was cancelled is left out."""
    table = floor().table
    same = table.sha256.in_({item.sha256 for item in files})
    twins = list(floor().session.scalars(select(table).where(same).order_by(table.id))) if files else []
    records = owners_of(twins)
    return {item.id: found for item in files if (found := others(item, twins, records))}


def proven_by(sha256: str) -> list[Any]:
    """The records that a file with these bytes proves, in the order it came; none that was cancelled."""
    table = floor().table
    found = list(floor().session.scalars(select(table).where(table.sha256 == sha256).order_by(table.id)))
    return list(owners_of(found).values())


def others(
    item: EvidenceMixin, twins: Iterable[EvidenceMixin], records: Mapping[tuple[str, uuid.UUID], Any]
) -> list[Any]:
    """The records of a file's twins besides its own, each once."""
    keys = dict.fromkeys(
        (twin.owner_kind, twin.owner_id) for twin in twins if twin.sha256 == item.sha256
    )  # in the order the files came
    return [records[key] for key in keys if key in records and key != (item.owner_kind, item.owner_id)]


def owners_of(files: Iterable[EvidenceMixin]) -> dict[tuple[str, uuid.UUID], Any]:
    """What these files prove by kind and id, one statement a noun; what was cancelled is left out."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for item in files:
        wanted[item.owner_kind].add(item.owner_id)
    found: dict[tuple[str, uuid.UUID], Any] = {}
    for kind, ids in wanted.items():
        noun = floor().nouns[kind]
        rows = floor().session.scalars(select(noun.model).where(noun.model.id.in_(ids)))
        found |= {(kind, row.id): row for row in rows if noun.alive(row)}
    return found


def proofs_of(record: Any) -> tuple[Proof, ...]:
    """A record's files as they travel: enough to open and to seal them."""
    return tuple(
        Proof(
            id=str(item.id),
            kind=item.kind,
            sha256=item.sha256,
            name=item.name,
            quantity=item.quantity,
            page=floor().file_page(item.id),
            by=item.attached_by,
            unopened=item.unopened or "",
        )
        for item in files_of(record)
    )


def evidence_out(files: Collection[EvidenceMixin]) -> list[dict[str, Any]]:
    """Files as JSON."""
    elsewhere = also_on(files)
    names = ("id", "kind", "name", "sha256", "size", "quantity")
    return [
        {name: getattr(item, name) for name in names}
        | {"unopened": item.unopened or ""}
        | {"also_on": [record.id for record in elsewhere.get(item.id, [])]}
        for item in files
    ]
