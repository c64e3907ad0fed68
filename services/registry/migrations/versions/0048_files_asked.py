"""Whether the files of a record of another deployment were asked for by setting."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The block ends the transaction with the column in it: ended in the middle, all of this is done again.
    op.add_column(
        "foreign_records",
        sa.Column("files_asked", sa.Boolean(), server_default="false", nullable=False),
        if_not_exists=True,
    )
    with op.get_context().autocommit_block():
        op.drop_index(
            "ix_foreign_records_unasked", "foreign_records", if_exists=True
        )  # half made, it is none
        op.create_index(
            "ix_foreign_records_unasked",
            "foreign_records",
            ["kind", "key"],
            postgresql_concurrently=True,
            postgresql_where=sa.text("NOT files_asked AND aside_at IS NULL"),
        )


def downgrade() -> None:
    op.drop_index("ix_foreign_records_unasked", "foreign_records")
    op.drop_column("foreign_records", "files_asked")
