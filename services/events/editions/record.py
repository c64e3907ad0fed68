"""Editions, their registers and their downloads as other services are told about them: as publications."""

from __future__ import annotations

import uuid

from flask import current_app

from services.events.db import db
from services.events.editions.models import DownloadDay, Edition, EditionEntry
from services.events.projects.queries import projects
from services.events.publications.operations import measured_by
from shared.language.publications import (
    BROCHURE,
    BROCHURE_HANDOUT,
    DRAFT,
    ELECTRONIC,
    PUBLISHED,
)
from shared.language.records.publication import Publication
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_edition(item: Edition) -> None:
    """Tell reports the edition's present state."""
    db.session.flush()
    publish(db.session, edition_record(item))


def publish_entry(item: EditionEntry) -> None:
    """Tell reports an entry's present state."""
    db.session.flush()
    publish(db.session, entry_record(item))


def publish_day(item: DownloadDay) -> None:
    """Tell reports how many people downloaded an edition on a day."""
    db.session.flush()
    publish(db.session, day_record(item))


def edition_record(item: Edition) -> Publication:
    """Give an edition as it travels: a brochure, once."""
    return Publication(
        id=str(item.id),
        page=f"/events/editions/{item.id}",
        project_id=str(item.project_id),
        activity_id=line_of(item.project_id, BROCHURE),
        kind=BROCHURE,
        title=item.title,
        title_kk=item.title_kk or "",
        region=None,
        issued_on=item.issued_on,
        quantity=1,
        status=PUBLISHED,
        link=item.link,
        evidence=proofs_of(item),
        entered_by=item.entered_by,
    )


def entry_record(item: EditionEntry) -> Publication:
    """Give an entry as it travels; nobody's name but an expert's."""
    edition = db.session.get_one(Edition, item.edition_id)
    return Publication(
        id=str(item.id),
        page=f"/events/edition-entries/{item.id}",
        project_id=str(edition.project_id),
        activity_id=line_of(edition.project_id, item.kind),
        kind=item.kind,
        title=item.whom,
        title_kk=item.whom_kk or "",
        region=item.region,
        issued_on=None if item.withdrawn_because else item.issued_on,
        quantity=item.copies,
        status=DRAFT if item.withdrawn_because else PUBLISHED,
        evidence=proofs_of(item),
        entered_by=item.entered_by,
        medium=item.medium,
    )


def day_record(item: DownloadDay) -> Publication:
    """Give the downloads of a day as they travel: the counter of the public page proves them."""
    edition = db.session.get_one(Edition, item.edition_id)
    return Publication(
        id=str(item.id),
        page=f"/events/editions/{edition.id}",
        project_id=str(edition.project_id),
        activity_id=line_of(edition.project_id, BROCHURE_HANDOUT),
        kind=BROCHURE_HANDOUT,
        title=edition.title,
        title_kk=edition.title_kk or "",
        region=None,
        issued_on=item.day if item.people else None,
        quantity=max(item.people, 1),
        status=PUBLISHED if item.people else DRAFT,
        link=f"{current_app.config['PUBLIC_URL']}/events/editions/{edition.id}#downloads",
        medium=ELECTRONIC,
    )


def line_of(project_id: uuid.UUID, kind: str) -> str | None:
    """The activity whose indicator counts a kind, by its id."""
    return measured_by(projects.get(project_id), kind)
