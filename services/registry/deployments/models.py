"""Installations that are paired with this one, what goes up from here, what came up to here."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.tables import CALLED, SEALED, WHY, Row

ABOVE, BELOW = "above", "below"
INVITED, PAIRED, UNPAIRED, REVOKED = "invited", "paired", "unpaired", "revoked"
US, THEM = "us", "them"
GIVEN = "given"  # among what a home said: the number of the last answer it was given


class Deployment(Row, Model):
    """An installation beside this one: a region's home `below` the centre, or the centre `above` it.
    `code_hash` is that of the code by which it is paired once, `public_key` by what it signs; what came since
    `aside_since` counts nowhere; `restored_at` is when somebody said that it goes on from an old backup."""

    __tablename__ = "deployments"
    __table_args__ = (
        CheckConstraint("side IN ('above', 'below')", name="side"),
        CheckConstraint("state IN ('invited', 'paired', 'unpaired', 'revoked')", name="state"),
        Index("uq_deployments_above", "side", unique=True, postgresql_where="side = 'above'"),
    )
    name: Mapped[str] = mapped_column(unique=True, info=CALLED)
    side: Mapped[str]
    url: Mapped[str] = mapped_column(server_default="")
    regions: Mapped[list[str]]
    state: Mapped[str]
    public_key: Mapped[str | None] = mapped_column(info=SEALED)
    code_hash: Mapped[str | None] = mapped_column(unique=True, info=SEALED)
    code_until: Mapped[datetime | None] = mapped_column(info=SEALED)
    paired_at: Mapped[datetime | None]
    aside_since: Mapped[datetime | None]
    restored_at: Mapped[datetime | None]


class DeploymentNews(Model):
    """What is known of an installation's present state: when it was heard and when what it sent was taken,
    `said` as it last told it, `seen` the highest version of each of its services, `held_at` since when its
    versions run backwards, `raised_at` when that was answered, `knows` the fingerprint of our key it knows
    us by, `taken` how much of its quota it used since `quota_from`."""

    __tablename__ = "deployment_news"
    acted = False  # told once a minute
    deployment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("deployments.id", ondelete="CASCADE"), primary_key=True
    )
    heard_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    said: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    seen: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    held_at: Mapped[datetime | None]
    raised_at: Mapped[datetime | None]
    knows: Mapped[str | None]
    quota_from: Mapped[datetime | None]
    taken: Mapped[int] = mapped_column(server_default="0")
    told_at: Mapped[datetime | None]


class NameAgreement(Row, Model):
    """Whether names of participants go up between this installation and another: `ours` is why this side
    agrees, `theirs` why the other does, as it was last heard; None: it does not. `round` grows with each end,
    by `ended_by` (us or them)."""

    __tablename__ = "name_agreements"
    __table_args__ = (CheckConstraint("ended_by IN ('us', 'them')", name="ended_by"),)
    deployment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("deployments.id", ondelete="CASCADE"), unique=True
    )
    round: Mapped[int] = mapped_column(server_default="0")
    ours: Mapped[str | None] = mapped_column(info=WHY)
    theirs: Mapped[str | None] = mapped_column(info=WHY)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]

    @property
    def in_force(self) -> bool:
        """Whether both sides agree."""
        return self.ours is not None and self.theirs is not None


class OwnKey(Row, Model):
    """A key pair of this installation; `state` is present, next (while it is being exchanged) or former (by
    which homes may know it still)."""

    __tablename__ = "deployment_keys"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'next', 'former')", name="state"),
        Index("uq_deployment_keys_state", "state", unique=True, postgresql_where="state <> 'former'"),
    )
    acted = False  # an exchange is an act of the deployment it is exchanged with, a renewal tells its own
    state: Mapped[str]
    private_key: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)


class Upward(Model):
    """A record of this home on its way up; `refused` is why the installation above does not take it."""

    __tablename__ = "upwards"
    __table_args__ = (Index("ix_upwards_due_at", "due_at"),)
    acted = False  # what is done to it is no act of anybody
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(server_default="0")
    claimed_until: Mapped[datetime | None]
    refused: Mapped[dict[str, Any] | None]


class UpwardHead(Model):
    """The highest version a service of this home has sent up."""

    __tablename__ = "upward_heads"
    acted = False
    sender: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class ForeignRecord(Model):
    """A record that came up to here, as it was let in; `aside_at`: it counts nowhere since; `waits_for`: it
    is passed on when that gathering has come; `files_asked`: its files were asked for by setting."""

    __tablename__ = "foreign_records"
    __table_args__ = (
        Index("ix_foreign_records_came", "deployment_id", "came_at"),
        Index("ix_foreign_records_waits_for", "waits_for"),
        Index(
            "ix_foreign_records_unasked",
            "kind",
            "key",
            postgresql_where="NOT files_asked AND aside_at IS NULL",
        ),
    )
    acted = False  # the act stands with its owner
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    deployment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("deployments.id"))
    version: Mapped[int] = mapped_column(BigInteger)
    sender: Mapped[str]
    region: Mapped[str | None]
    project_id: Mapped[str | None]
    state: Mapped[dict[str, Any]]
    came_at: Mapped[datetime]
    aside_at: Mapped[datetime | None]
    waits_for: Mapped[str | None]
    files_asked: Mapped[bool] = mapped_column(server_default="false")
