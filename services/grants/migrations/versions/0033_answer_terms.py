"""Until when answers to the regions' fields are kept, whether or not their plugin is still there."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_terms",
        sa.Column("of_table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.UUID(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("of_table", "row_id", "answer", name="pk_answer_terms"),
    )


def downgrade() -> None:
    op.drop_table("answer_terms")
