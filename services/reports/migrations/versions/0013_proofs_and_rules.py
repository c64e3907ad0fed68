"""Sums know the kinds of files that speak for them (each line of a plan judges for itself) and the version of
the rule that derived them; files that speak for several records are known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
KINDS = postgresql.ARRAY(sa.Text())
PLACE = "project_id, measure, subtype, activity_id, region"
AMOUNTS = "numerator, denominator, women, sex, youth, paper, electronic, category"
TALLY = f"""
    INSERT INTO tallies ({PLACE}, month, {{columns}}{AMOUNTS}, records{{more}})
    SELECT {PLACE}, date_trunc('month', occurred_on)::date, {{columns}}
        {", ".join(f"sum({name})" for name in AMOUNTS.split(", "))}, count(*){{counted}}
    FROM source_sums GROUP BY {PLACE}, date_trunc('month', occurred_on){{grouped}}"""
FACTS = """
    UPDATE source_sums s SET facts = f.facts FROM
        (SELECT source, measure, count(*) AS facts FROM facts GROUP BY source, measure) f
    WHERE f.source = s.source AND f.measure = s.measure"""
PROOFS = """
    UPDATE source_sums s SET proofs = CASE WHEN p.lacks AND s.measure = 'events_held' THEN '{}' ELSE p.kinds END
    FROM (
        SELECT 'gathering/' || g.key AS source, has.kinds, EXISTS (
            SELECT FROM jsonb_array_elements(g.also_needed) asked WHERE NOT asked ?| has.kinds) AS lacks
        FROM gathering_copies g CROSS JOIN LATERAL (SELECT ARRAY(
            SELECT DISTINCT e->>'kind' FROM jsonb_array_elements(g.evidence) e ORDER BY 1) AS kinds) has
        UNION ALL
        SELECT r.key, ARRAY(
            SELECT DISTINCT e->>'kind' FROM jsonb_array_elements(r.state->'evidence') e
            UNION SELECT 'publication_link' WHERE coalesce(r.state->>'link', '') <> '' ORDER BY 1), false
        FROM record_copies r) p
    WHERE p.source = s.source"""
ATTACHED = """
    INSERT INTO attachments (source, sha256, project_id, region, repeated)
    SELECT a.*, count(*) OVER (PARTITION BY project_id, sha256) > 1 FROM (
        SELECT DISTINCT 'gathering/' || g.key, e->>'sha256' AS sha256, g.project_id, g.region
        FROM gathering_copies g, jsonb_array_elements(g.evidence) e
        WHERE g.status <> 'cancelled' AND e->>'sha256' IS NOT NULL
        UNION
        SELECT r.key, e->>'sha256', r.project_id, r.state->>'region'
        FROM record_copies r, jsonb_array_elements(r.state->'evidence') e
        WHERE coalesce(r.state->>'status', '') NOT IN ('cancelled', 'dropped') AND e->>'sha256' IS NOT NULL) a"""


def upgrade() -> None:
    op.add_column("facts", sa.Column("rule", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE facts SET state = 'claimed' WHERE state = 'evidenced'")
    op.alter_column("facts", "state", server_default="claimed")
    for name, kind, default in (
        ("rule", sa.Integer(), "1"),
        ("facts", sa.Integer(), "0"),
        ("proofs", KINDS, "{}"),
    ):
        op.add_column("source_sums", sa.Column(name, kind, server_default=default, nullable=False))
    op.drop_column("source_sums", "proven")
    op.create_table(
        "attachments",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("sha256", sa.Text(), primary_key=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("repeated", sa.Boolean(), server_default="false", nullable=False),
    )
    op.create_index("ix_attachments_file", "attachments", ["project_id", "sha256"])
    op.create_index(
        "ix_attachments_repeated",
        "attachments",
        ["project_id", "sha256"],
        postgresql_where=sa.text("repeated"),
    )
    op.create_table(
        "rules_in_force",
        sa.Column("measure", sa.Text(), primary_key=True),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.execute(FACTS)
    op.execute(PROOFS)
    op.execute(ATTACHED)
    tallies_by_proofs()


def tallies_by_proofs() -> None:
    op.execute("DELETE FROM tallies")
    op.execute("ALTER TABLE tallies DROP CONSTRAINT pk_tallies")
    op.drop_column("tallies", "proven")
    op.add_column("tallies", sa.Column("rule", sa.Integer(), server_default="1", nullable=False))
    op.add_column("tallies", sa.Column("proofs", KINDS, server_default="{}", nullable=False))
    op.execute(f"ALTER TABLE tallies ADD CONSTRAINT pk_tallies PRIMARY KEY ({PLACE}, month, rule, proofs)")
    op.execute(TALLY.format(columns="rule, proofs, ", more="", counted="", grouped=", rule, proofs"))


def downgrade() -> None:
    """What is proven is told by any file; `./asar figures rebuild` tells it exactly again."""
    op.execute("""UPDATE facts f SET state = 'evidenced' FROM source_sums s WHERE s.source = f.source
        AND s.measure = f.measure AND s.proofs <> '{}' AND f.state = 'claimed'""")
    op.alter_column("facts", "state", server_default=None)
    op.drop_column("facts", "rule")
    op.add_column("source_sums", sa.Column("proven", sa.Boolean(), server_default="false", nullable=False))
    op.execute("UPDATE source_sums SET proven = proofs <> '{}'")
    op.alter_column("source_sums", "proven", server_default=None)
    op.execute("DELETE FROM tallies")
    op.execute("ALTER TABLE tallies DROP CONSTRAINT pk_tallies")
    op.drop_column("tallies", "rule")
    op.drop_column("tallies", "proofs")
    op.add_column("tallies", sa.Column("proven", sa.Integer(), nullable=False))
    op.execute(f"ALTER TABLE tallies ADD CONSTRAINT pk_tallies PRIMARY KEY ({PLACE}, month)")
    for name in ("rule", "facts", "proofs"):
        op.drop_column("source_sums", name)
    counted = ", count(*) FILTER (WHERE proven)"
    op.execute(TALLY.format(columns="", more=", proven", counted=counted, grouped=""))
    op.drop_table("rules_in_force")
    op.drop_table("attachments")
