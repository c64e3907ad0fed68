"""Answers to the fields of regions' plugins about the people of lists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

BRIEF = "tens of thousands of lines a project, read once; none of them goes into the index"
revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participants", sa.Column("extra", postgresql.JSONB(), server_default="{}", nullable=False))
    answered = sa.text("extra <> '{}'::jsonb")
    op.create_index("ix_participants_answered", "participants", ["id"], postgresql_where=answered)


def downgrade() -> None:
    op.drop_index("ix_participants_answered", "participants")
    op.drop_column("participants", "extra")
