"""A contest knows its line of the plan by its stable id; copies of projects have columns.

What this service cannot know, it is told: a row goes by its code until the project's record comes with ids.
"""

from alembic import op

from shared.migrating import close_projects, named_by_code, open_projects

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("contests", "activity", new_column_name="activity_id")
    open_projects()
    op.execute("DELETE FROM outbox")


def downgrade() -> None:
    op.execute(named_by_code("contests"))
    op.alter_column("contests", "activity_id", new_column_name="activity")
    close_projects()
