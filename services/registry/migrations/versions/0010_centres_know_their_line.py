"""A centre knows its line of the plan by the stable id; records are keyed by the installation.

Projects and centres that wait to be sent are sent anew in their new shape.
"""

from alembic import op

from shared.migrating import deployment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


LINE = """
    UPDATE centres SET activity_id = line.stable_id::text
    FROM activities line JOIN sections s ON s.id = line.section_id JOIN plans p ON p.id = s.plan_id
    WHERE p.project_id = centres.project_id AND p.status = 'approved' AND line.code = centres.activity_id"""
CODE = """
    UPDATE centres SET activity_id = line.code
    FROM activities line JOIN sections s ON s.id = line.section_id JOIN plans p ON p.id = s.plan_id
    WHERE p.project_id = centres.project_id AND p.status = 'approved'
    AND line.stable_id::text = centres.activity_id"""


def upgrade() -> None:
    op.alter_column("centres", "activity", new_column_name="activity_id")
    op.execute(LINE)
    op.execute("DELETE FROM outbox WHERE kind IN ('project', 'centre')")
    op.execute(f"""UPDATE outbox SET key = '{deployment()}:' || key, state = (state - 'key')
        || jsonb_build_object('schema', 2, 'id', key, 'page', '/registry/people/' || key)""")


def downgrade() -> None:
    op.execute(CODE)
    op.alter_column("centres", "activity_id", new_column_name="activity")
    op.execute(
        "UPDATE outbox SET key = state->>'id', state = state || jsonb_build_object('key', state->'id')"
    )
