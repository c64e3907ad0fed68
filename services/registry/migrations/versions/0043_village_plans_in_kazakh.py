"""What stands in plans of villages, said in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

ADDED = (
    ("village_plans", "goal_kk"),
    ("village_plan_members", "represents_kk"),
    ("village_plan_problems", "title_kk"),
    ("village_plan_measures", "for_whom_kk"),
    ("village_plan_measures", "title_kk"),
    ("village_plan_activities", "title_kk"),
    ("village_plan_activities", "owner_kk"),
    ("village_plan_activities", "funding_kk"),
    ("village_plan_indicators", "title_kk"),
    ("village_plan_indicators", "unit_kk"),
)


def upgrade() -> None:
    for table, name in ADDED:
        op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table, name in ADDED:
        op.drop_column(table, name)
