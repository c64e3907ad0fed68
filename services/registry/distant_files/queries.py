"""Which files of other deployments are known here, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from services.registry.db import db
from services.registry.deployments.models import ABOVE, Deployment, ForeignRecord
from services.registry.deployments.queries import called
from services.registry.distant_files.models import ASKED, KEPT, DistantFile
from services.registry.handed.models import HandedRecord
from services.registry.handed.schemas import FUND
from shared.access import in_scope
from shared.doors.errors import NotFound

VIEW, ASK = "distant_file.view", "distant_file.ask"
PREFIX, AT_ONCE = "/registry/distant-files", 20


@dataclass(frozen=True)
class Known:
    """A file another deployment named: of whom, its hash, where it stands there."""

    deployment: Deployment
    sha256: str
    page: str

    @property
    def address(self) -> str:
        """Where it is asked for and opened here."""
        return f"{PREFIX}/{self.deployment.name}/{self.sha256}{self.page}"


def get_known(name: str, sha256: str, page: str, permission: str = VIEW) -> Known:
    """A file that a record of the actor's regions names; NotFound."""
    deployment = called(name)
    if deployment is None:
        raise NotFound
    found = Known(deployment, sha256, page)
    named = (named_above if deployment.side == ABOVE else named_below)(found, permission)
    if not named:
        raise NotFound
    return found


def named_below(file: Known, permission: str) -> bool:
    """Whether a record of a region's home names a file, of a region that is the actor's."""
    proof = [{"sha256": file.sha256, "page": file.address}]
    mine = ForeignRecord.deployment_id == file.deployment.id, ForeignRecord.aside_at.is_(None)
    found = select(ForeignRecord.region).where(*mine, ForeignRecord.state["evidence"].contains(proof))
    return any(in_scope(permission, region) for region in db.session.scalars(found))


def named_above(file: Known, permission: str) -> bool:
    """Whether the centre handed a fund down that names a file, of a region that is the actor's."""
    named = funds(file.deployment.name, came=True)
    return any(
        in_scope(permission, fund.get("region"))
        for fund in named
        if (file.sha256, file.page) in papers_in(fund)
    )


def papers(deployment: str, came: bool) -> Iterator[tuple[str, str]]:
    """The papers of funds that were handed over, as hash and place: those that came, or that were said
    here."""
    for fund in funds(deployment, came):
        yield from papers_in(fund)


def funds(deployment: str, came: bool) -> Sequence[dict[str, Any]]:
    """What was said of funds to a deployment, or by it."""
    mine = HandedRecord.deployment == deployment, HandedRecord.came.is_(came), HandedRecord.kind == FUND
    return db.session.scalars(select(HandedRecord.body).where(*mine)).all()


def papers_in(fund: dict[str, Any]) -> list[tuple[str, str]]:
    """The papers a handover names, as hash and place."""
    return [(paper["sha256"], paper["page"]) for paper in fund.get("terms", {}).get("papers", [])]


def asked_for(deployment: Deployment) -> set[tuple[str, str]]:
    """What was asked of a deployment ever, as hash and place."""
    found = select(DistantFile.sha256, DistantFile.page).where(DistantFile.deployment_id == deployment.id)
    return {(sha256, page) for sha256, page in db.session.execute(found)}


def kept_of(hashes: Sequence[str]) -> Sequence[DistantFile]:
    """Those of these files that are here, whole and with their hash."""
    mine = DistantFile.sha256.in_(hashes), DistantFile.state == KEPT
    return db.session.scalars(select(DistantFile).where(*mine).order_by(DistantFile.sha256)).all()


def row_of(deployment: Deployment, sha256: str, lock: bool = False) -> DistantFile | None:
    """A file that was asked for."""
    mine = DistantFile.deployment_id == deployment.id, DistantFile.sha256 == sha256
    found = select(DistantFile).where(*mine).execution_options(populate_existing=lock)
    return db.session.scalar(found.with_for_update() if lock else found)


def on_their_way(deployment: Deployment) -> Sequence[DistantFile]:
    """What is asked of a deployment, the longest waiting first."""
    mine = DistantFile.deployment_id == deployment.id, DistantFile.state == ASKED
    found = select(DistantFile).where(*mine).order_by(DistantFile.created_at, DistantFile.id)
    return db.session.scalars(found.limit(AT_ONCE)).all()
