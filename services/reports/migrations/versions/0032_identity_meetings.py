"""People of two deployments who share what they are known by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None
BRIEF = "the index is of a table this migration makes"
KINDS = ("phone_name", "name_place", "phone_given", "name_year")


def upgrade() -> None:
    op.create_table(
        "identity_meetings",
        sa.Column("first_id", sa.Text(), primary_key=True),
        sa.Column("second_id", sa.Text(), primary_key=True),
        sa.Column("kinds", ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("first_id < second_id", name="order"),
    )
    op.create_index("ix_identity_meetings_second_id", "identity_meetings", ["second_id"])
    op.execute(f"""INSERT INTO identity_meetings (first_id, second_id, kinds)
        WITH said AS (SELECT id, home, unnest(pseudonyms) AS said FROM identity_copies
            WHERE (SELECT min(home) <> max(home) FROM identity_copies))
        SELECT a.id, b.id, array_agg(DISTINCT split_part(a.said, ':', 2))
        FROM said a JOIN said b ON b.said = a.said AND a.home <> b.home AND a.id < b.id
        WHERE split_part(a.said, ':', 2) IN {KINDS} GROUP BY a.id, b.id""")


def downgrade() -> None:
    op.drop_table("identity_meetings")
