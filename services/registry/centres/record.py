"""Centres as the other services are told about them."""

from __future__ import annotations

import msgspec

from services.registry.centres.models import Centre, Funding
from services.registry.centres.queries import fundings_of
from services.registry.db import db
from shared.language.records.centre import Answer
from shared.language.records.centre import Centre as CentreRecord
from shared.language.records.centre import Funding as FundingRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_centre(centre: Centre) -> Centre:
    """Tell the other services the centre's present state."""
    db.session.flush()
    publish(db.session, centre_record(centre))
    return centre


def centre_record(centre: Centre) -> CentreRecord:
    """The centre as it travels; the papers about its money prove it beside its own."""
    given = [item for item in fundings_of(centre) if not item.withdrawn_because]
    return CentreRecord(
        id=str(centre.id),
        page=f"/registry/centres/{centre.id}",
        project_id=str(centre.project_id),
        name=centre.name,
        name_kk=centre.name_kk or "",
        region=centre.region,
        settlement=centre.settlement,
        status=centre.status,
        activity_id=centre.activity_id,
        evidence=(*proofs_of(centre), *(proof for item in given for proof in proofs_of(item))),
        entered_by=centre.entered_by,
        opened_on=centre.opened_on,
        ended_on=centre.ended_on,
        operator=centre.operator,
        fundings=tuple(map(funding_record, given)),
        answers=tuple(msgspec.convert(said, Answer) for said in centre.printed),
    )


def funding_record(item: Funding) -> FundingRecord:
    """Money for a centre as it travels within its record."""
    return FundingRecord(
        id=str(item.id),
        kind=item.kind,
        source=item.source,
        amount=item.amount,
        agreed_on=item.agreed_on,
        document=item.document,
    )
