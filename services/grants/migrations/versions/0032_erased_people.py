"""People the registry erased: whoever comes back of them is erased again."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_people",
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_erased_people"),
    )
    op.create_index("ix_erased_people_id", "erased_people", ["id"])


def downgrade() -> None:
    op.drop_index("ix_erased_people_id", table_name="erased_people")
    op.drop_table("erased_people")
