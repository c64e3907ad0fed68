"""How many people are on a gathering's list, and how many came, stands beside the gathering."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
COUNTED = """
    UPDATE gatherings SET listed = found.listed, attended = found.attended
    FROM (SELECT p.gathering_id, count(DISTINCT coalesce(c.same_as, p.person_id::text)) AS listed,
                 count(DISTINCT coalesce(c.same_as, p.person_id::text)) FILTER (WHERE p.attended) AS attended
          FROM participants p LEFT JOIN person_copies c ON c.id = p.person_id::text
          GROUP BY p.gathering_id) AS found
    WHERE gatherings.id = found.gathering_id"""


def upgrade() -> None:
    for name in ("listed", "attended"):
        op.add_column("gatherings", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.execute(COUNTED)


def downgrade() -> None:
    for name in ("attended", "listed"):
        op.drop_column("gatherings", name)
