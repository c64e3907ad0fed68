"""Consultation journals of the centres, their months, their entries."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
TOPICS = ("self_government", "budget", "assembly", "mini_grants", "utilities", "social", "other")
CHANNELS = ("in_person", "phone", "messenger", "email", "visit")
AGE_BANDS = ("to_17", "18_35", "36_60", "from_61")
WHO = (
    "person_id IS NOT NULL AND name IS NOT NULL"
    " OR person_id IS NULL AND name IS NULL AND sex IS NOT NULL AND age_band IS NOT NULL"
)


def upgrade() -> None:
    op.create_table(
        "journals",
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("centre_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("last_number", sa.Integer(), server_default="0", nullable=False),
        *every_row("journals"),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.UniqueConstraint("centre_id", name=op.f("uq_journals_centre_id")),
    )
    op.create_index(op.f("ix_journals_project_id"), "journals", ["project_id"])
    months()
    consultations()


def months() -> None:
    op.create_table(
        "journal_months",
        sa.Column("journal_id", sa.UUID(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("signed_by", JSONB()),
        sa.Column("reopened_because", sa.Text()),
        *every_row("journal_months"),
        sa.CheckConstraint("extract(day FROM month) = 1", name=op.f("ck_journal_months_first_day")),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (signed_by IS NULL)", name=op.f("ck_journal_months_signed")
        ),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name=op.f("fk_journal_months_journal_id")),
        sa.UniqueConstraint("journal_id", "month", name=op.f("uq_journal_months_journal_id_month")),
    )


def consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("journal_id", sa.UUID(), nullable=False),
        sa.Column("month_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("topic", "question", "answer", "channel")),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("consultant", sa.Text(), nullable=False),
        sa.Column("person_id", sa.UUID()),
        sa.Column("name", sa.Text()),
        sa.Column("birth_year", sa.Integer()),
        *(sa.Column(name, sa.Text()) for name in ("sex", "age_band", "referral")),
        *every_row("consultations"),
        sa.Column("entered_by", JSONB(), nullable=False),
        *checks(),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name=op.f("fk_consultations_journal_id")),
        sa.ForeignKeyConstraint(["month_id"], ["journal_months.id"], name=op.f("fk_consultations_month_id")),
        sa.UniqueConstraint("journal_id", "number", name=op.f("uq_consultations_journal_id_number")),
    )
    for column in ("month_id", "person_id", "held_on"):
        op.create_index(op.f(f"ix_consultations_{column}"), "consultations", [column])


def checks() -> list[sa.CheckConstraint]:
    said = {
        "number": "number > 0",
        "minutes": "minutes BETWEEN 1 AND 480",
        "topic": f"topic IN {TOPICS}",
        "channel": f"channel IN {CHANNELS}",
        "sex": "sex IN ('female', 'male')",
        "age_band": f"age_band IN {AGE_BANDS}",
        "who": WHO,
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_consultations_{name}")) for name, rule in said.items()]


def every_row(table: str) -> list[sa.Column[Any] | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    for table in ("consultations", "journal_months", "journals"):
        op.drop_table(table)
