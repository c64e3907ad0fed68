"""Initiative groups: who came together, where, over which problem; and whether they last."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.tables import SEALED, WHY, Kazakh, Row


class Member(Row, Model):
    """Somebody in a group by the name in its protocol; the first one leads it. `person_id` is the person of
    the register where exactly one bears that name in that village."""

    __tablename__ = "group_members"
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("groups.id"), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(info=SEALED)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"), index=True)


class Check(Entered, Row, Model):
    """What was found when a group was visited again; it lasts where every answer is yes."""

    __tablename__ = "group_checks"
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("groups.id"), index=True)
    checked_on: Mapped[date]
    meets: Mapped[bool]
    led: Mapped[bool]
    acts: Mapped[bool]
    note: Mapped[str] = mapped_column(server_default="")


class Group(Entered, Row, Model):
    """One initiative group, of one village; a withdrawn one was written down by mistake."""

    __tablename__ = "groups"
    __table_args__ = (Index("ix_groups_project_id_name_key", "project_id", "name_key"),)
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    activity_id: Mapped[str | None]
    name: Mapped[str]
    name_kk: Mapped[Kazakh]
    name_key: Mapped[str]
    region: Mapped[str]
    settlement: Mapped[str]
    problem: Mapped[str]
    problem_kk: Mapped[Kazakh]
    formed_on: Mapped[date]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
    members: Mapped[list[Member]] = relationship(order_by=Member.place, cascade="all, delete-orphan")
