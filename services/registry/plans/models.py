"""The project and its monitoring plan: an approved version is locked, a change is a new version."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.doer import acting
from shared.ids import new_id
from shared.language.clauses import COMPARATORS
from shared.tables import CALLED, SEALED, WHY, Row

QUANTITY = Numeric(16, 4)


class Project(Row, Model):
    """A grant project; `handed_by` names the deployment whose plan it is, None where it is this one's."""

    __tablename__ = "projects"
    topic: Mapped[str]
    grantee: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="draft")
    closed_on: Mapped[date | None]
    handed_by: Mapped[str | None]
    plans: Mapped[list[Plan]] = relationship(back_populates="project", order_by="Plan.no")


def explanations(doubts: list[Any] | None) -> list[str]:
    """Why doubts were kept as they are, in the words of whoever did."""
    return [doubt["explanation"] for doubt in doubts or () if doubt.get("explanation")]


class Plan(Row, Model):
    """One version of a project's plan: the Word file it was read from, what it changes and why. One that is
    `handed` came from the deployment above and waits until somebody here accepts it."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("project_id", "no"),
        Index("uq_plans_approved", "project_id", unique=True, postgresql_where="status = 'approved'"),
        CheckConstraint(
            "status IN ('draft', 'submitted', 'handed', 'approved', 'superseded', 'withdrawn')", name="status"
        ),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    no: Mapped[int]
    status: Mapped[str] = mapped_column(server_default="draft")
    passport: Mapped[dict[str, Any]]
    team: Mapped[list[Any]] = mapped_column(info=SEALED)  # it names people and their phones
    doubts: Mapped[list[Any]] = mapped_column(info={"why": explanations})
    unread: Mapped[list[Any]]
    source_sha256: Mapped[str | None]
    source_name: Mapped[str | None]
    based_on: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("plans.id"))
    reason_code: Mapped[str | None]
    reason_text: Mapped[str | None] = mapped_column(info=WHY)
    imported_by: Mapped[str | None] = mapped_column(default=acting)
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    # of its regions, as their plugins said them when it was approved
    rules: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    project: Mapped[Project] = relationship(back_populates="plans")
    sections: Mapped[list[Section]] = relationship(
        back_populates="plan", order_by="Section.position", cascade="all, delete-orphan"
    )


class Section(Row, Model):
    """A task, or an unnumbered part of the plan; `stable_id` stays the same through its versions."""

    __tablename__ = "sections"
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    stable_id: Mapped[uuid.UUID] = mapped_column(default=new_id)
    position: Mapped[int]
    code: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(info=CALLED)
    plan: Mapped[Plan] = relationship(back_populates="sections")
    activities: Mapped[list[Activity]] = relationship(
        back_populates="section", order_by="Activity.position", cascade="all, delete-orphan"
    )


class Activity(Row, Model):
    """A line of the plan; `stable_id` stays the same through its versions."""

    __tablename__ = "activities"
    section_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"), index=True)
    stable_id: Mapped[uuid.UUID] = mapped_column(default=new_id)
    position: Mapped[int]
    code: Mapped[str]
    title: Mapped[str] = mapped_column(info=CALLED)
    description: Mapped[str]
    regions: Mapped[list[str]]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    period_text: Mapped[str | None]
    cost: Mapped[Decimal | None]
    section: Mapped[Section] = relationship(back_populates="activities")
    indicators: Mapped[list[Indicator]] = relationship(
        back_populates="activity", order_by="Indicator.position", cascade="all, delete-orphan"
    )


class Indicator(Row, Model):
    """What is promised in figures, with the text it was read from;
    `stable_id` stays the same through versions."""

    __tablename__ = "indicators"
    __table_args__ = (
        CheckConstraint(f"comparator IN {tuple(COMPARATORS)}", name="comparator"),
        CheckConstraint("(comparator IS NULL) = (target IS NULL)", name="target"),
    )
    activity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    stable_id: Mapped[uuid.UUID] = mapped_column(default=new_id)
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str] = mapped_column(info=CALLED)
    comparator: Mapped[str | None]
    target: Mapped[Decimal | None] = mapped_column(QUANTITY)
    target_high: Mapped[Decimal | None] = mapped_column(QUANTITY)
    unit: Mapped[str | None]
    kind: Mapped[str | None]
    clauses: Mapped[list[Any]]
    measure: Mapped[str | None]
    evidence_kinds: Mapped[list[str]]
    source: Mapped[dict[str, Any]]
    confidence: Mapped[str]
    checked: Mapped[bool] = mapped_column(server_default="false")
    activity: Mapped[Activity] = relationship(back_populates="indicators")
    targets: Mapped[list[Target]] = relationship(
        back_populates="indicator", order_by="Target.month, Target.region", cascade="all, delete-orphan"
    )

    @property
    def divided(self) -> dict[str, Decimal]:
        """Targets by region and by month, by the region's code or the month."""
        return {row.place: row.value for row in self.targets}


class Target(Row, Model):
    """What an indicator promises of one region or in one month."""

    __tablename__ = "targets"
    __table_args__ = (
        Index("uq_targets_place", "indicator_id", text("coalesce(region, month)"), unique=True),
        CheckConstraint("(region IS NULL) <> (month IS NULL)", name="place"),
        CheckConstraint("month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", name="month"),
        CheckConstraint("value >= 0", name="value"),
    )
    indicator_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("indicators.id", ondelete="CASCADE"))
    region: Mapped[str | None]
    month: Mapped[str | None]
    value: Mapped[Decimal] = mapped_column(QUANTITY)
    indicator: Mapped[Indicator] = relationship(back_populates="targets")

    @property
    def place(self) -> str:
        """The region's code or the month."""
        return self.region or self.month or ""


class Match(Row, Model):
    """A line of a revised annex that may be one of the version in force: asked, and answered by a person.

    `line` is the row of the new version, `guess` and `offered` are stable ids of the version in force."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("plan_id", "line"),
        CheckConstraint("kind IN ('section', 'activity', 'indicator')", name="kind"),
        CheckConstraint("answered OR same_as IS NULL", name="answer"),
    )
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    line: Mapped[uuid.UUID]
    guess: Mapped[uuid.UUID | None]
    offered: Mapped[list[str]]
    answered: Mapped[bool] = mapped_column(server_default="false", default=False)
    same_as: Mapped[uuid.UUID | None]
    answered_by: Mapped[str | None]


class Wording(Row, Model):
    """What a line of the plan is called in Kazakh, in whichever version says it in these Russian words;
    `line` names it as `shared.language.wordings` does. Once a version says it otherwise, the wording waits
    there until somebody has looked at it again."""

    __tablename__ = "wordings"
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    line: Mapped[str]
    russian: Mapped[str] = mapped_column(info=CALLED)
    kazakh: Mapped[str]
