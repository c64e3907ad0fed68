"""Narrow copies of what the other services publish; facts are derived from them and from nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.language.doer import Doer
from shared.projects import ProjectMixin
from shared.tables import CopyMixin


class ProjectCopy(ProjectMixin, Model):
    """A `project` record with its approved plan."""


class GatheringCopy(CopyMixin, Model):
    """A `gathering` record."""

    __tablename__ = "gathering_copies"
    project_id: Mapped[str] = mapped_column(index=True)
    activity_id: Mapped[str]
    type: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[str] = mapped_column(server_default="")
    region: Mapped[str]
    settlement: Mapped[str]
    starts_on: Mapped[date]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    zone: Mapped[str | None]
    centre_id: Mapped[str | None]
    status: Mapped[str]
    page: Mapped[str]
    evidence: Mapped[list[Any]]
    entered_by: Mapped[Doer | None]
    also_needed: Mapped[list[Any]] = mapped_column(server_default="[]")
    waived: Mapped[str] = mapped_column(server_default="")
    answered: Mapped[int] = mapped_column(server_default="0")


class AttendanceCopy(CopyMixin, Model):
    """An `attendance` record: one person at one gathering, without a name."""

    __tablename__ = "attendance_copies"
    gathering_id: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[str] = mapped_column(index=True)
    attended: Mapped[bool]
    sex: Mapped[str | None]
    birth_year: Mapped[int | None]
    category: Mapped[str | None]


class PersonCopy(CopyMixin, Model):
    """A `person` record: whom somebody counts as since he was merged; who was never merged has none."""

    __tablename__ = "person_copies"
    same_as: Mapped[str | None]


class RecordCopy(CopyMixin, Model):
    """A `centre`, `publication`, `contest`, `application` or `award` record; `key` is "<kind>/<key>"."""

    __tablename__ = "record_copies"
    kind: Mapped[str] = mapped_column(index=True)
    project_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[dict[str, Any]]
