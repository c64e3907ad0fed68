"""Editions of brochures, their registers, their downloads; what was recorded as a publication stays there."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
KINDS = ("brochure_handout", "expert_review", "manual_handover")


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("printed", sa.Integer()),
        sa.Column("link", sa.Text()),
        sa.Column("offered", sa.Boolean(), server_default="false", nullable=False),
        *every_row("editions"),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.CheckConstraint("printed BETWEEN 1 AND 1000000", name=op.f("ck_editions_printed")),
    )
    op.create_index(op.f("ix_editions_project_id"), "editions", ["project_id"])
    entries()
    downloads()


def entries() -> None:
    op.create_table(
        "edition_entries",
        sa.Column("edition_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text()),
        sa.Column("gathering_id", sa.UUID()),
        sa.Column("receivers", JSONB(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
        *every_row("edition_entries"),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.CheckConstraint(f"kind IN {KINDS}", name=op.f("ck_edition_entries_kind")),
        sa.CheckConstraint("medium IN ('paper', 'electronic')", name=op.f("ck_edition_entries_medium")),
        sa.CheckConstraint("copies > 0", name=op.f("ck_edition_entries_copies")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_edition_entries_edition_id")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gatherings.id"], name=op.f("fk_edition_entries_gathering_id")
        ),
    )
    for column in ("edition_id", "gathering_id"):
        op.create_index(op.f(f"ix_edition_entries_{column}"), "edition_entries", [column])
    op.create_index(
        "uq_edition_entries_gathering",
        "edition_entries",
        ["edition_id", "gathering_id", "medium"],
        unique=True,
        postgresql_where="withdrawn_because IS NULL",
    )


def downloads() -> None:
    op.create_table(
        "download_days",
        sa.Column("edition_id", sa.UUID(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), server_default="0", nullable=False),
        sa.Column("salt", sa.Text()),
        *every_row("download_days"),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_download_days_edition_id")),
        sa.UniqueConstraint("edition_id", "day", name=op.f("uq_download_days_edition_id_day")),
    )
    op.create_table(
        "downloaders",
        sa.Column("day_id", sa.UUID(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        *every_row("downloaders"),
        sa.ForeignKeyConstraint(["day_id"], ["download_days.id"], name=op.f("fk_downloaders_day_id")),
        sa.UniqueConstraint("day_id", "mark", name=op.f("uq_downloaders_day_id_mark")),
    )


def every_row(table: str) -> list[sa.Column[Any] | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    for table in ("downloaders", "download_days", "edition_entries", "editions"):
        op.drop_table(table)
