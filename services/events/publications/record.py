"""Publications as the other services are told about them."""

from __future__ import annotations

from services.events.db import db
from services.events.publications.models import Publication
from shared.language.records.publication import Publication as PublicationRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_publication(item: Publication) -> None:
    """Tell reports the publication's present state."""
    db.session.flush()
    publish(db.session, publication_record(item))


def publication_record(item: Publication) -> PublicationRecord:
    """Give something issued as it travels."""
    return PublicationRecord(
        id=str(item.id),
        page=f"/events/publications/{item.id}",
        project_id=str(item.project_id),
        activity_id=item.activity_id,
        kind=item.kind,
        title=item.title,
        title_kk=item.title_kk or "",
        region=item.region,
        issued_on=item.issued_on,
        quantity=item.quantity,
        status=item.status,
        link=item.link,
        medium=item.medium,
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )
