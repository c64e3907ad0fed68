"""Copies and facts know a line of the plan by its stable id, records by the key "<deployment>:<id>",
and a record carries its page and those of its proofs.

Until the registry tells the ids a line goes by its code, here and in the plan's copy alike: no figure moves meanwhile.
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

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


OTHERS = """
    UPDATE record_copies SET id = state->>'key', key = kind || '/{0}:' || (state->>'key'),
        state = (state - 'key' - 'activity') || jsonb_build_object(
            'schema', 2, 'id', state->'key', 'activity_id', state->'activity',
            'page', pages.page || (state->>'key'),
            'evidence', (SELECT coalesce(jsonb_agg(file || jsonb_build_object('page',
                    pages.proof || (file->>'id'))), '[]')
                FROM jsonb_array_elements(state->'evidence') file))
    FROM (VALUES
        ('centre', '/registry/centres/', '/registry/evidence/'),
        ('publication', '/events/publications/', '/events/evidence/'),
        ('contest', '/grants/contests/', '/grants/evidence/'),
        ('application', '/grants/applications/', '/grants/evidence/'),
        ('award', '/grants/awards/', '/grants/evidence/')) AS pages(of, page, proof)
    WHERE pages.of = kind"""
GATHERINGS = """
    UPDATE gathering_copies SET page = '/events/gatherings/' || id,
        evidence = (SELECT coalesce(jsonb_agg(proof || jsonb_build_object('page',
                '/events/evidence/' || (proof->>'id'))), '[]')
            FROM jsonb_array_elements(evidence) proof)"""


def upgrade() -> None:
    open_projects()
    name_copies("gathering_copies", "attendance_copies", "person_copies")
    op.execute("ALTER TABLE gathering_copies ADD COLUMN page text")
    op.execute(GATHERINGS)
    op.alter_column("gathering_copies", "page", nullable=False)
    op.execute("ALTER TABLE record_copies ADD COLUMN id text")
    op.execute(OTHERS.format(deployment()))
    op.alter_column("record_copies", "id", nullable=False)
    op.create_index(op.f("ix_record_copies_id"), "record_copies", ["id"])
    for table in ("gathering_copies", "facts"):
        op.alter_column(table, "activity", new_column_name="activity_id")
    op.execute(f"UPDATE facts SET source = regexp_replace(source, '/', '/{deployment()}:')")


def downgrade() -> None:
    op.execute("UPDATE facts SET source = regexp_replace(source, '/[^:]*:', '/')")
    for table in ("gathering_copies", "facts"):
        op.execute(named_by_code(table))
        op.alter_column(table, "activity_id", new_column_name="activity")
    op.execute("""UPDATE record_copies SET key = kind || '/' || id,
        state = state || jsonb_build_object('key', id, 'activity', state->'activity_id')""")
    op.drop_column("record_copies", "id")
    op.drop_column("gathering_copies", "page")
    unname_copies("gathering_copies", "attendance_copies", "person_copies")
    close_projects()
