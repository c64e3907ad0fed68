"""What is true about editions: what was handed out, to how many, and what lies still there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from services.events.db import Evidence, db
from services.events.editions.models import DownloadDay, Edition, EditionEntry
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import visible as visible_gatherings
from shared.doors.errors import NotFound
from shared.language.evidence import PUBLICATION_LINK
from shared.language.publications import (
    BROCHURE_HANDOUT,
    ELECTRONIC,
    EXPERT_REVIEW,
    MANUAL_HANDOVER,
    PAPER,
)
from shared.reach import in_sight, reachable

VIEW, RECORD, MOST = "publication.view", "publication.record", 500
COLUMNS = (
    Edition.id,
    Edition.project_id,
    Edition.title,
    Edition.title_kk,
    Edition.issued_on,
    Edition.printed,
    Edition.link,
    Edition.offered,
)
Found = Any  # a row as it was found, with the names of its columns


def get_edition(edition_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Edition:
    """An edition; it is the whole project's: everybody sees it, the project's team changes it. NotFound."""
    found = db.session.get(Edition, edition_id, with_for_update=lock or None)
    if found is None or not reachable(permission, None):
        raise NotFound
    return found


def get_entry(entry_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> EditionEntry:
    """An entry of a register in the actor's regions; NotFound."""
    found = db.session.get(EditionEntry, entry_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def offered_edition(edition_id: uuid.UUID) -> Edition:
    """An edition that is offered to everybody and has a file; NotFound."""
    found = db.session.get(Edition, edition_id)
    if found is None or not found.offered or offered_file(found) is None:
        raise NotFound
    return found


def offered_file(edition: Edition) -> Evidence | None:
    """The file of an edition's public page: the newest copy of the publication that opens."""
    mine = Evidence.proving("edition", edition.id), Evidence.kind == PUBLICATION_LINK
    return db.session.scalar(select(Evidence).where(*mine).order_by(Evidence.id.desc()).limit(1))


def edition_page(project_id: Any, after: uuid.UUID | None, limit: int) -> list[Found]:
    """Editions with their sums, the newest first, one more than the limit."""
    found = summed().order_by(Edition.id.desc()).limit(limit + 1)
    if project_id:
        found = found.where(Edition.project_id == project_id)
    if after:
        found = found.where(Edition.id < after)
    return list(db.session.execute(found))


def sums_of(edition: Edition) -> Found:
    """What became of an edition, as far as the actor sees the regions."""
    return db.session.execute(summed().where(Edition.id == edition.id)).one()


def summed() -> Select[Any]:
    """Editions with the sums of what their registers count, and their downloads."""
    days = select(func.coalesce(func.sum(DownloadDay.people), 0)).where(DownloadDay.edition_id == Edition.id)
    return select(
        *COLUMNS,
        copies(BROCHURE_HANDOUT, PAPER).label("paper"),
        copies(BROCHURE_HANDOUT, ELECTRONIC).label("electronic"),
        copies(EXPERT_REVIEW).label("reviews"),
        copies(MANUAL_HANDOVER).label("transfers"),
        days.scalar_subquery().label("downloads"),
    )


def copies(kind: str, medium: str | None = None) -> Any:
    """How many the entries of a kind count that the actor sees."""
    mine = EditionEntry.edition_id == Edition.id, EditionEntry.kind == kind
    found = select(func.coalesce(func.sum(EditionEntry.copies), 0)).where(
        *mine, EditionEntry.withdrawn_because.is_(None)
    )
    if medium:
        found = found.where(EditionEntry.medium == medium)
    return visible(found).scalar_subquery()


def visible(statement: Select[Any]) -> Select[Any]:
    """Only entries of the actor's regions and of the whole project."""
    return statement.where(in_sight(EditionEntry.region, VIEW))


def entries_of(edition: Edition) -> Sequence[Found]:
    """The register of an edition, newest day first, with how many files prove each entry."""
    proofs = select(func.count()).where(Evidence.proving("edition_entry", EditionEntry.id)).scalar_subquery()
    found = select(EditionEntry, proofs.label("proofs")).where(EditionEntry.edition_id == edition.id)
    ordered = found.order_by(EditionEntry.issued_on.desc(), EditionEntry.id.desc()).limit(MOST)
    return db.session.execute(visible(ordered)).all()


def days_of(edition: Edition) -> Sequence[DownloadDay]:
    """The days on which an edition was downloaded, newest first."""
    mine = select(DownloadDay).where(DownloadDay.edition_id == edition.id)
    return db.session.scalars(mine.order_by(DownloadDay.day.desc()).limit(MOST)).all()


def printed_left(edition: Edition) -> int | None:
    """How many printed copies were not handed out yet, in any region; None without a print run."""
    if edition.printed is None:
        return None
    mine = (
        EditionEntry.edition_id == edition.id,
        EditionEntry.kind == BROCHURE_HANDOUT,
        EditionEntry.medium == PAPER,
        EditionEntry.withdrawn_because.is_(None),
    )
    return edition.printed - (db.session.scalar(select(func.sum(EditionEntry.copies)).where(*mine)) or 0)


def counted_at(edition: Edition, gathering: Gathering, medium: str) -> EditionEntry | None:
    """The entry by which the people of a gathering count already for this edition, in this form."""
    mine = (
        EditionEntry.edition_id == edition.id,
        EditionEntry.gathering_id == gathering.id,
        EditionEntry.medium == medium,
        EditionEntry.withdrawn_because.is_(None),
    )
    return db.session.scalar(select(EditionEntry).where(*mine))


def gatherings_with_people(edition: Edition) -> Sequence[Found]:
    """Gatherings of the project at which somebody was present, newest first."""
    mine = Gathering.project_id == edition.project_id, Gathering.attended > 0
    names = Gathering.id, Gathering.title, Gathering.title_kk, Gathering.starts_on, Gathering.attended
    found = select(*names).where(*mine).order_by(Gathering.starts_on.desc(), Gathering.id).limit(MOST)
    return db.session.execute(visible_gatherings(found)).all()
