"""Reports: a sealed snapshot and the documents made from it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.reports.db import Model
from shared.tables import Row


class Report(Row, Model):
    """One report; once sealed, the snapshot and its hash never change."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("project_id", "number"),)
    project_id: Mapped[str]
    number: Mapped[str]
    kind: Mapped[str]
    period_from: Mapped[date]
    period_to: Mapped[date]
    locale: Mapped[str]
    region: Mapped[str | None]
    signatories: Mapped[list[str] | None]
    state: Mapped[str] = mapped_column(server_default="building")
    snapshot: Mapped[dict[str, Any] | None]
    sealed_at: Mapped[datetime | None]
    sha256: Mapped[str | None]
    job_id: Mapped[uuid.UUID | None]
    created_by: Mapped[str]
    author: Mapped[str]
    files: Mapped[list[ReportFile]] = relationship(back_populates="report", order_by="ReportFile.format")


class ReportFile(Row, Model):
    """One document of a report."""

    __tablename__ = "report_files"
    __table_args__ = (UniqueConstraint("report_id", "format"),)
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"))
    format: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    mime: Mapped[str]
    report: Mapped[Report] = relationship(back_populates="files")
