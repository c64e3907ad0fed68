"""The monthly report of the centres, and the section of each centre in it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.language.centre_reports import STATES
from shared.language.doer import Doer
from shared.tables import WHY, Row


class CentreSection(Row, Model):
    """What the people of one centre wrote about a month; `facts` are its figures as they were when the
    report was handed in, none while it is worked on."""

    __tablename__ = "centre_sections"
    __table_args__ = (UniqueConstraint("centre_report_id", "centre_id"),)
    centre_report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre_reports.id"))
    centre_id: Mapped[str]
    done: Mapped[str | None]
    problems: Mapped[str | None]
    plans: Mapped[str | None]
    written_by: Mapped[Doer | None]
    facts: Mapped[dict[str, Any] | None]


class CentreReport(Entered, Row, Model):
    """One month of all centres of a project, by its first day. Handed in it counts and nothing in it
    changes; returned it is worked on again and counts no more. `words` are what the coordinator says."""

    __tablename__ = "centre_reports"
    __table_args__ = (
        UniqueConstraint("project_id", "month"),
        CheckConstraint(f"state IN {tuple(STATES)}", name="state"),
        CheckConstraint("extract(day FROM month) = 1", name="first_day"),
        CheckConstraint(
            "(state IN ('handed_in', 'accepted')) = (handed_in_on IS NOT NULL)", name="handed_in"
        ),
        CheckConstraint("(state = 'accepted') = (accepted_on IS NOT NULL)", name="accepted"),
    )
    project_id: Mapped[str]
    month: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="in_work", default="in_work")
    words: Mapped[str | None]
    handed_in_on: Mapped[date | None]
    handed_in_by: Mapped[Doer | None]
    returned_because: Mapped[str | None] = mapped_column(info=WHY)
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[Doer | None]
    sections: Mapped[list[CentreSection]] = relationship(order_by=CentreSection.id)
