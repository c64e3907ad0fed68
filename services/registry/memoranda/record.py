"""Memoranda as the other services are told about them."""

from __future__ import annotations

from services.registry.db import db
from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.queries import parties_of
from shared.language.organisations import GRANTEE
from shared.language.records.memorandum import Memorandum as MemorandumRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_memorandum(item: Memorandum) -> None:
    """Tell reports the memorandum's present state."""
    db.session.flush()
    publish(db.session, memorandum_record(item))


def memorandum_record(item: Memorandum) -> MemorandumRecord:
    """Give a memorandum as it travels: called by the names its parties signed under."""
    return MemorandumRecord(
        id=str(item.id),
        page=f"/registry/memoranda/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        title=signed_with(item),
        title_kk=signed_with_in_kazakh(item),
        subject=item.subject,
        region=item.region,
        signed_on=item.signed_on,
        status="withdrawn" if item.withdrawn_because else "signed",
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )


def signed_with_in_kazakh(item: Memorandum) -> str:
    """The same by the Kazakh names of the register; nothing while one of them has none."""
    itself = parties_of(item)
    named = [row.name_kk for row in itself if row.kind != GRANTEE] or [row.name_kk for row in itself]
    return ", ".join(name for name in named if name) if all(named) else ""


def signed_with(item: Memorandum) -> str:
    """With whom it was signed: the names of the parties but for the grantee, if there is anybody else."""
    itself = {organisation.id for organisation in parties_of(item) if organisation.kind == GRANTEE}
    others = [party.name for party in item.parties if party.organisation_id not in itself]
    return ", ".join(others or [party.name for party in item.parties])
