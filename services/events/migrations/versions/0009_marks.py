"""Who was there is said by marks; what a list said before is one mark of the whole."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
SOURCES = ("list", "import", "api", "paper", "check_in", "before")


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("participant_id", sa.UUID(), nullable=False),
        sa.Column("checkpoint", sa.Text(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("evidence_id", sa.UUID(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(f"source IN {SOURCES}", name=op.f("ck_marks_source")),
        sa.CheckConstraint("page > 0 AND row > 0", name=op.f("ck_marks_place")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_marks_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_marks_evidence_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marks")),
        sa.UniqueConstraint("participant_id", "checkpoint", name=op.f("uq_marks_participant_id_checkpoint")),
    )
    op.execute("""
        INSERT INTO marks (id, created_at, marked_at, participant_id, checkpoint, present, source, marked_by)
        SELECT gen_random_uuid(), created_at, created_at, id, 'whole', attended, 'before', ''
        FROM participants""")


def downgrade() -> None:
    op.drop_table("marks")
