"""Files of proofs that lie in another deployment and were asked for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "distant_files",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deployment_id", sa.UUID(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="asked", nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("got", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("mime", sa.Text(), server_default="application/octet-stream", nullable=False),
        sa.Column("asked_by", postgresql.JSONB(none_as_null=True)),
        sa.CheckConstraint("state IN ('asked', 'kept', 'refused')", name="ck_distant_files_state"),
        sa.CheckConstraint("got BETWEEN 0 AND coalesce(size, 0)", name="ck_distant_files_got"),
        sa.ForeignKeyConstraint(["deployment_id"], ["deployments.id"], name="fk_distant_files_deployment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_distant_files"),
        sa.UniqueConstraint("deployment_id", "sha256", name="uq_distant_files_deployment_id_sha256"),
    )


def downgrade() -> None:
    op.drop_table("distant_files")
