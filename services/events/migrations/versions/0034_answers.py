"""Answers to the fields of regions' plugins about consultations, found by an index that has nothing else; so
are those about gatherings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

BRIEF = "thousands of rows a project, read once; hardly any of them goes into an index"
revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES = ("consultations", "gatherings")


def upgrade() -> None:
    op.add_column(
        "consultations", sa.Column("extra", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    for table in TABLES:
        answered = sa.text("extra <> '{}'::jsonb")
        op.create_index(f"ix_{table}_answered", table, ["id"], postgresql_where=answered)


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_answered", table)
    op.drop_column("consultations", "extra")
