"""What reports seal of the records behind their figures: each state of a record once, whatever the number of
reports. Everything that stands is due to be kept: a worker that starts does."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
AMOUNT = sa.Numeric(16, 4)


def upgrade() -> None:
    op.execute("CREATE SEQUENCE seals AS integer")
    op.create_table(
        "sealed_records",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("source", "measure")),
        sa.Column("seal", sa.Integer(), primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("project_id", "subtype", "activity_id", "region")
        ),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("numerator", AMOUNT, nullable=False),
        sa.Column("denominator", AMOUNT),
        sa.Column("evidence", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_sealed_records_behind", "sealed_records", ["project_id", "measure", "source"])
    op.create_table(
        "moved_records",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("source", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO moved_records (source) SELECT DISTINCT source FROM source_sums")


def downgrade() -> None:
    """Reports sealed meanwhile keep their cells; the records behind them go with their table."""
    op.drop_table("moved_records")
    op.drop_table("sealed_records")
    op.execute("DROP SEQUENCE seals")
