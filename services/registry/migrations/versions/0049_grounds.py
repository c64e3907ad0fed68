"""Whether the plan asks for a gathering in a town or in a village."""

import sqlalchemy as sa
from alembic import op

BRIEF = "a plan asks for a few hundred things"

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("obligations", sa.Column("ground", sa.Text()))
    op.create_check_constraint(op.f("ck_obligations_ground"), "obligations", "ground IN ('town', 'village')")


def downgrade() -> None:
    op.drop_column("obligations", "ground")
