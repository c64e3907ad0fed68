"""A gathering and a publication know their line of the plan by its stable id; copies of projects have columns.

What this service cannot know, it is told: a row goes by its code until the project's record comes with ids.
"""

from alembic import op

from shared.migrating import (
    close_projects,
    deployment,
    name_copies,
    named_by_code,
    open_projects,
    unname_copies,
)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("gatherings", "publications"):
        op.alter_column(table, "activity", new_column_name="activity_id")
    open_projects()
    name_copies("centre_copies", "person_copies")
    op.execute("DELETE FROM outbox WHERE kind <> 'attendance'")
    op.execute(f"""UPDATE outbox SET key = '{deployment()}:' || key, state = (state - 'key') || jsonb_build_object(
        'schema', 2, 'id', key, 'page', '/events/gatherings/' || (state->>'gathering_id'))""")


def downgrade() -> None:
    op.execute(
        "UPDATE outbox SET key = state->>'id', state = state || jsonb_build_object('key', state->'id')"
    )
    for table in ("gatherings", "publications"):
        op.execute(named_by_code(table))
        op.alter_column(table, "activity_id", new_column_name="activity")
    unname_copies("centre_copies", "person_copies")
    close_projects()
