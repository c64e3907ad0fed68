"""Surveys: who is asked what until when, the numbered sheets that go out, and what comes back on them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from services.events.questionnaires.models import Version
from shared.acts.entered import Entered
from shared.language.questionnaires import WAYS
from shared.tables import SEALED, WHY, Kazakh, Row


class Survey(Entered, Row, Model):
    """A questionnaire that is asked in a centre, after a gathering, in a region or in the whole project,
    from one day to another; `title_kk` is its title in Kazakh, if any; `secret` opens the page that gives
    each who comes a sheet of his own. Closed, nothing is keyed in any more: whatever sheet is still out
    never came back."""

    __tablename__ = "surveys"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="term"),
        CheckConstraint("last_number >= 0", name="last_number"),
        Index("ix_surveys_project_id_opens_on", "project_id", "opens_on"),
        Index("ix_surveys_gathering_id", "gathering_id"),
    )
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str | None]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questionnaire_versions.id"))
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    region: Mapped[str | None]
    centre_id: Mapped[uuid.UUID | None]
    gathering_id: Mapped[uuid.UUID | None]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    closed_on: Mapped[date | None]
    secret: Mapped[str] = mapped_column(unique=True, info=SEALED)
    last_number: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[Version] = relationship(viewonly=True)


class Sheet(Row, Model):
    """One numbered questionnaire that went out, on paper or as a link; `secret` is its link. Nothing says who
    got it."""

    __tablename__ = "survey_sheets"
    __table_args__ = (
        UniqueConstraint("survey_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(f"way IN {tuple(WAYS)}", name="way"),
    )
    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"))
    number: Mapped[int]
    way: Mapped[str]
    secret: Mapped[str] = mapped_column(unique=True, info=SEALED)
    survey: Mapped[Survey] = relationship(viewonly=True)


class Answer(Entered, Row, Model):
    """What came back on a sheet, once; `mark` is how satisfied somebody is, `said` all that was answered by
    the places of the questionnaire. A struck one was keyed in wrongly: it stays with the reason and counts
    nowhere, and its sheet can be keyed in again."""

    __tablename__ = "survey_answers"
    __table_args__ = (
        CheckConstraint("mark BETWEEN 1 AND 5", name="mark"),
        CheckConstraint(f"way IN {tuple(WAYS)}", name="way"),
        Index("uq_survey_answers_once", "sheet_id", unique=True, postgresql_where="struck_because IS NULL"),
        Index("ix_survey_answers_survey_id", "survey_id"),
    )
    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"))
    sheet_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("survey_sheets.id"))
    way: Mapped[str]
    answered_on: Mapped[date]
    mark: Mapped[int | None]
    said: Mapped[dict[str, Any]] = mapped_column(info=SEALED)
    struck_because: Mapped[str | None] = mapped_column(info=WHY)
    sheet: Mapped[Sheet] = relationship(viewonly=True)
