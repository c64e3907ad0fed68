"""Files of proofs that lie in another deployment and were asked for."""

from __future__ import annotations

import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.language.doer import Doer
from shared.tables import Row

ASKED, KEPT, REFUSED = "asked", "kept", "refused"


class DistantFile(Row, Model):
    """A file of another deployment, on its way or here. `page` is where it stands there, `got` how many of
    its `size` bytes are here; `why` it is refused; `asked_by` is nobody where all are asked for by
    setting."""

    __tablename__ = "distant_files"
    __table_args__ = (
        UniqueConstraint("deployment_id", "sha256"),
        CheckConstraint("state IN ('asked', 'kept', 'refused')", name="state"),
        CheckConstraint("got BETWEEN 0 AND coalesce(size, 0)", name="got"),
    )
    acted = False  # the row itself says who asked, and when
    deployment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("deployments.id"))
    sha256: Mapped[str]
    page: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=ASKED)
    why: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    got: Mapped[int] = mapped_column(BigInteger, server_default="0")
    mime: Mapped[str] = mapped_column(server_default="application/octet-stream")
    asked_by: Mapped[Doer | None]
