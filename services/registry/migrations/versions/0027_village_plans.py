"""Village development plans and what stands in them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None
BRIEF = "every index is of a table this migration makes"

SECTORS = (
    "water", "roads", "light", "utilities", "education", "health", "youth", "inclusion", "economy",
    "internet", "safety", "other",
)  # fmt: skip


def row() -> list[sa.Column]:
    """What every table has."""
    return [
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    ]


def part(name: str, *columns: sa.Column | sa.CheckConstraint) -> None:
    """A table of the rows of one part."""
    plan = sa.Column("plan_id", sa.UUID(), sa.ForeignKey("village_plans.id"), nullable=False)
    op.create_table(name, *row(), plan, *columns)
    op.create_index(f"ix_{name}_plan_id", name, ["plan_id"])


def text(name: str, nullable: bool = False) -> sa.Column:
    """A column of words."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "village_plans",
        *row(),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
        text("activity_id", True),
        text("region"),
        text("settlement"),
        text("place_key"),
        text("goal"),
        sa.Column("group_formed_on", sa.Date()),
        sa.Column("approved_on", sa.Date()),
        text("approved_by", True),
        text("protocol_number", True),
        text("reopened_because", True),
        text("withdrawn_because", True),
        sa.CheckConstraint(
            "approved_on IS NULL OR (group_formed_on IS NOT NULL AND approved_on >= group_formed_on"
            " AND approved_by IS NOT NULL AND protocol_number IS NOT NULL)",
            name="approved",
        ),
        sa.CheckConstraint("approved_by IN ('assembly', 'residents_meeting')", name="approved_by"),
    )
    op.create_index(
        "uq_village_plans_once",
        "village_plans",
        ["project_id", "region", "place_key"],
        unique=True,
        postgresql_where=sa.text("withdrawn_because IS NULL"),
    )
    part(
        "village_plan_members",
        text("name"),
        text("office"),
        text("represents"),
        sa.CheckConstraint("office IN ('chair', 'secretary', 'member')", name="office"),
    )
    part(
        "village_plan_problems",
        text("title"),
        text("sector"),
        text("priority"),
        sa.Column("votes", sa.Integer()),
        sa.Column("session_problem_id", sa.UUID()),
        sa.CheckConstraint(f"sector IN {SECTORS}", name="sector"),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name="priority"),
        sa.CheckConstraint("votes >= 0", name="votes"),
    )
    part("village_plan_measures", text("for_whom"), text("title"))
    part(
        "village_plan_activities",
        text("title"),
        sa.Column("problem_id", sa.UUID(), sa.ForeignKey("village_plan_problems.id", ondelete="SET NULL")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        text("owner"),
        text("funding"),
        sa.CheckConstraint("ends_on >= starts_on", name="days"),
    )
    op.create_index("ix_village_plan_activities_problem_id", "village_plan_activities", ["problem_id"])
    part(
        "village_plan_indicators",
        text("title"),
        text("unit"),
        sa.Column("base", sa.Numeric(16, 2)),
        sa.Column("target", sa.Numeric(16, 2), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
    )

    op.create_table(
        "problem_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *(
            text(name)
            for name in (
                "project_id",
                "region",
                "settlement",
                "session",
                "page",
                "title",
                "sector",
                "priority",
                "status",
            )
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
    )
    op.create_index("ix_problem_copies_id", "problem_copies", ["id"])


def downgrade() -> None:
    op.drop_table("problem_copies")
    for name in ("activities", "problems", "members", "measures", "indicators"):
        op.drop_table(f"village_plan_{name}")
    op.drop_table("village_plans")
