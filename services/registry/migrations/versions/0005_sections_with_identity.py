"""A task keeps its identity through the versions of a plan, as its activities and indicators do.

Tasks of one project that bear one code were one task so far; where a version has a code twice, they are told apart by order.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FILL = """
    UPDATE sections SET stable_id = md5(concat_ws('/', said.project_id, said.kind, said.code, said.no))::uuid
    FROM (SELECT s.id, p.project_id, s.kind, s.code,
                 row_number() OVER (PARTITION BY s.plan_id, s.kind, s.code ORDER BY s.position) AS no
          FROM sections s JOIN plans p ON p.id = s.plan_id) said
    WHERE said.id = sections.id"""


def upgrade() -> None:
    op.add_column("sections", sa.Column("stable_id", sa.UUID(), nullable=True))
    op.execute(FILL)
    op.alter_column("sections", "stable_id", nullable=False)


def downgrade() -> None:
    op.drop_column("sections", "stable_id")
