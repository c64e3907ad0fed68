"""Plans by which villages develop, and what stands in them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.problems import PRIORITIES, SECTORS
from shared.language.villages import BODIES, OFFICES
from shared.tables import SEALED, WHY, CopyMixin, Kazakh, Row

APPROVED = (
    "approved_on IS NULL OR (group_formed_on IS NOT NULL AND approved_on >= group_formed_on"
    " AND approved_by IS NOT NULL AND protocol_number IS NOT NULL)"
)


class VillagePlan(Entered, Row, Model):
    """The inclusive development plan of a village: in work until the village approves it.

    `place_key` is the settlement as it is compared, so that a village has one plan. An approval that was
    taken back keeps its reason; a withdrawn plan stays with the reason and counts nowhere.
    """

    __tablename__ = "village_plans"
    __table_args__ = (
        CheckConstraint(APPROVED, name="approved"),
        CheckConstraint(f"approved_by IN {tuple(BODIES)}", name="approved_by"),
        Index(
            "uq_village_plans_once",
            "project_id",
            "region",
            "place_key",
            unique=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    activity_id: Mapped[str | None]
    region: Mapped[str]
    settlement: Mapped[str]
    place_key: Mapped[str]
    goal: Mapped[str]
    goal_kk: Mapped[Kazakh]
    group_formed_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str | None]
    protocol_number: Mapped[str | None]
    reopened_because: Mapped[str | None] = mapped_column(info=WHY)
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)


class InPlan(Row):
    """A row of one part of a plan; its words are kept beside their Kazakh ones (`title_kk`), where somebody
    wrote these."""

    @declared_attr
    def plan_id(cls) -> Mapped[uuid.UUID]:
        """The plan it stands in."""
        return mapped_column(ForeignKey("village_plans.id"), index=True)


class PlanMember(InPlan, Model):
    """Who works on the plan, and whom he speaks for."""

    __tablename__ = "village_plan_members"
    __table_args__ = (CheckConstraint(f"office IN {tuple(OFFICES)}", name="office"),)
    name: Mapped[str] = mapped_column(info=SEALED)
    office: Mapped[str]
    represents: Mapped[str]
    represents_kk: Mapped[Kazakh]


class PlanProblem(InPlan, Model):
    """A problem the plan is to solve; `session_problem_id` is the one of a thematic session it came from."""

    __tablename__ = "village_plan_problems"
    __table_args__ = (
        CheckConstraint(f"sector IN {tuple(SECTORS)}", name="sector"),
        CheckConstraint(f"priority IN {tuple(PRIORITIES)}", name="priority"),
        CheckConstraint("votes >= 0", name="votes"),
    )
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    sector: Mapped[str]
    priority: Mapped[str]
    votes: Mapped[int | None]
    session_problem_id: Mapped[uuid.UUID | None]


class ProblemCopy(CopyMixin, Model):
    """A `problem` record: what a thematic session named; a plan takes it over with its votes."""

    __tablename__ = "problem_copies"
    project_id: Mapped[str]
    region: Mapped[str]
    settlement: Mapped[str]
    session: Mapped[str]
    held_on: Mapped[date]
    page: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    votes: Mapped[int]
    sector: Mapped[str]
    priority: Mapped[str]
    status: Mapped[str]


class Inclusion(InPlan, Model):
    """What is done so that nobody is left out."""

    __tablename__ = "village_plan_measures"
    for_whom: Mapped[str]
    for_whom_kk: Mapped[Kazakh]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]


class PlanActivity(InPlan, Model):
    """What is done, from when to when, by whom, with whose money."""

    __tablename__ = "village_plan_activities"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="days"),)
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    problem_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("village_plan_problems.id", ondelete="SET NULL"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    owner: Mapped[str]
    owner_kk: Mapped[Kazakh]
    funding: Mapped[str]
    funding_kk: Mapped[Kazakh]


class PlanIndicator(InPlan, Model):
    """By what the village will see that the plan works; `base` is the value before it."""

    __tablename__ = "village_plan_indicators"
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    unit: Mapped[str]
    unit_kk: Mapped[Kazakh]
    base: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    target: Mapped[Decimal] = mapped_column(Numeric(16, 2))
    due_on: Mapped[date]
