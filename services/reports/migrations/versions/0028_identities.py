"""Who of several deployments is one person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
BRIEF = "the indexes are of tables this migration makes"


def row() -> list[sa.Column]:
    """The columns of an ordinary table."""
    born = sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)
    return [sa.Column("id", sa.UUID(), primary_key=True), born]


def upgrade() -> None:
    op.create_table(
        "identity_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("home", sa.Text(), sa.Computed("split_part(key, ':', 1)", persisted=True), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("sex", sa.Text()),
        sa.Column("birth_year", sa.Integer()),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("pseudonyms", ARRAY(sa.Text()), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
    )
    op.create_index("ix_identity_copies_home", "identity_copies", ["home", "generation"])
    op.create_index("ix_identity_copies_id", "identity_copies", ["id"])
    op.create_index(
        "ix_identity_copies_pseudonyms", "identity_copies", ["pseudonyms"], postgresql_using="gin"
    )
    op.create_table(
        "counted_people",
        *row(),
        sa.Column("person_id", sa.Text(), nullable=False, unique=True),
        sa.Column("counted_as", sa.Text(), nullable=False),
    )
    op.create_index("ix_counted_people_counted_as", "counted_people", ["counted_as"])
    op.create_table(
        "identity_decisions",
        *row(),
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.UniqueConstraint("first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="order"),
        sa.CheckConstraint("verdict IN ('same', 'different', 'open')", name="verdict"),
    )
    op.create_index("ix_identity_decisions_second_id", "identity_decisions", ["second_id"])
    op.execute("""INSERT INTO counted_people (id, person_id, counted_as)
        SELECT gen_random_uuid(), id, same_as FROM person_copies WHERE same_as IS NOT NULL
        ON CONFLICT DO NOTHING""")


def downgrade() -> None:
    for table in ("identity_decisions", "counted_people", "identity_copies"):
        op.drop_table(table)
