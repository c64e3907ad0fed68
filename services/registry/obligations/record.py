"""Obligations as events and reports are told about them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import convert

from services.registry.db import db
from services.registry.obligations.models import Obligation
from shared.language.obligations import OPEN, WAIVED
from shared.language.records.obligation import Obligation as ObligationRecord
from shared.language.records.record import Proof
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_obligation(item: Obligation) -> None:
    """Tell events and reports an obligation's present state."""
    publish_obligations([item])


def publish_obligations(items: Iterable[Obligation]) -> None:
    """Tell events and reports the present state of several at once."""
    db.session.flush()
    publish(db.session, *map(obligation_record, items))


def obligation_record(item: Obligation) -> ObligationRecord:
    """An obligation as it travels; only what no line counts is proven by files of its own."""
    line = str(item.indicator_id) if item.indicator_id else None
    return ObligationRecord(
        id=str(item.id),
        page=f"/registry/obligations/{item.id}",
        project_id=str(item.project_id),
        indicator_id=line,
        measure=item.measure,
        title=item.title,
        title_kk=item.title_kk or "",
        region=item.region,
        number=item.number,
        ground=item.ground or "",
        quantity=item.quantity.normalize(),
        starts_on=item.starts_on,
        due_on=item.due_on,
        promised_on=item.promised_on,
        owner=item.owner,
        status=WAIVED if item.waived_because else OPEN,
        reason=item.waived_because or "",
        done_on=item.done_on,
        evidence=() if line else (*proofs_of(item), *shown_below(item)),
        entered_by=item.entered_by,
    )


def shown_below(item: Obligation) -> tuple[Proof, ...]:
    """The files by which a deployment below shows an obligation."""
    return convert(item.shown_below or [], tuple[Proof, ...])
