"""Facts get their final shape (known by record, measure and person; shares, place, state, since when), and sums
are kept beside them. First visits of unique people are found when the plan comes again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
AMOUNT = sa.Numeric(16, 4)
PARTS = ("women", "sex", "youth", "paper", "electronic", "category")
PLACE = "project_id, measure, subtype, activity_id, region"
FACTS = """
    ALTER TABLE facts RENAME COLUMN value TO numerator;
    ALTER TABLE facts ADD COLUMN denominator numeric(16, 4), ADD COLUMN settlement text, ADD COLUMN centre_id text,
        ADD COLUMN known_since timestamptz NOT NULL DEFAULT now(), ADD COLUMN state text;
    UPDATE facts SET state = CASE WHEN proven THEN 'evidenced' ELSE 'claimed' END,
        person_id = coalesce(person_id, '');
    UPDATE facts SET settlement = g.settlement FROM gathering_copies g WHERE facts.source = 'gathering/' || g.key;
    UPDATE facts SET settlement = r.state->>'settlement' FROM record_copies r WHERE facts.source = r.key;
    DELETE FROM facts f USING facts other WHERE f.source = other.source AND f.measure = other.measure
        AND f.person_id = other.person_id AND f.id > other.id;
    ALTER TABLE facts ALTER COLUMN state SET NOT NULL, ALTER COLUMN person_id SET NOT NULL,
        ALTER COLUMN person_id SET DEFAULT '', DROP COLUMN proven,
        ADD CONSTRAINT ck_facts_state CHECK (state IN ('claimed', 'evidenced', 'verified', 'accepted'))"""
ADD_UP = """
    INSERT INTO source_sums (source, measure, project_id, subtype, activity_id, region, occurred_on, proven,
        numerator, denominator, women, sex, youth, paper, electronic, category)
    SELECT source, measure, project_id, coalesce(subtype, ''), coalesce(activity_id, ''), coalesce(region, ''),
        occurred_on, bool_and(state <> 'claimed'), sum(numerator), sum(denominator),
        coalesce(sum(numerator) FILTER (WHERE sex = 'female'), 0),
        coalesce(sum(numerator) FILTER (WHERE sex IS NOT NULL), 0),
        coalesce(sum(numerator) FILTER (WHERE category = 'youth'), 0),
        coalesce(sum(numerator) FILTER (WHERE category = 'paper'), 0),
        coalesce(sum(numerator) FILTER (WHERE category = 'electronic'), 0),
        coalesce(sum(numerator) FILTER (WHERE category IS NOT NULL), 0)
    FROM facts GROUP BY source, measure, project_id, subtype, activity_id, region, occurred_on"""
TALLY = f"""
    INSERT INTO tallies ({PLACE}, month, numerator, denominator, {", ".join(PARTS)}, records, proven)
    SELECT {PLACE}, date_trunc('month', occurred_on)::date, sum(numerator), sum(denominator),
        {", ".join(f"sum({part})" for part in PARTS)}, count(*), count(*) FILTER (WHERE proven)
    FROM source_sums GROUP BY {PLACE}, date_trunc('month', occurred_on)"""
SIZE = f"""
    INSERT INTO sizes ({PLACE}, month, brought, records)
    SELECT {PLACE}, date_trunc('month', occurred_on)::date, numerator, count(*) FROM source_sums
    WHERE source LIKE 'gathering/%' GROUP BY {PLACE}, date_trunc('month', occurred_on), numerator"""


def upgrade() -> None:
    for statement in FACTS.split(";"):
        op.execute(statement)
    op.drop_index("ix_facts_project_id_measure", "facts")
    op.drop_index("ix_facts_source", "facts")
    op.create_unique_constraint(
        op.f("uq_facts_source_measure_person_id"), "facts", ["source", "measure", "person_id"]
    )
    op.create_index(
        "ix_facts_person",
        "facts",
        ["project_id", "person_id", "measure"],
        postgresql_where=sa.text("person_id <> ''"),
    )
    make_sums()
    for statement in (ADD_UP, TALLY, SIZE):
        op.execute(statement)
    op.execute("INSERT INTO pulses SELECT project_id, '', 1, now() FROM facts GROUP BY project_id")


def sums() -> list[sa.Column]:
    """The columns of every sum."""
    share = [sa.Column("numerator", AMOUNT, nullable=False), sa.Column("denominator", AMOUNT, nullable=True)]
    return [*share, *(sa.Column(name, AMOUNT, nullable=False) for name in PARTS)]


def place() -> list[sa.Column]:
    """The columns of a place and a month."""
    names = [sa.Column(name.strip(), sa.Text(), primary_key=True) for name in PLACE.split(",")]
    return [*names, sa.Column("month", sa.Date(), primary_key=True)]


def make_sums() -> None:
    """The tables of sums."""
    op.create_table(
        "source_sums",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("measure", sa.Text(), primary_key=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("project_id", "subtype", "activity_id", "region")
        ),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("proven", sa.Boolean(), nullable=False),
        *sums(),
    )
    op.create_index(
        "ix_source_sums_behind",
        "source_sums",
        ["project_id", "measure", "activity_id", "occurred_on", "source"],
    )
    counts = [sa.Column(name, sa.Integer(), nullable=False) for name in ("records", "proven")]
    op.create_table("tallies", *place(), *sums(), *counts)
    brought = sa.Column("brought", AMOUNT, primary_key=True)
    op.create_table("sizes", *place(), brought, sa.Column("records", sa.Integer(), nullable=False))
    op.create_table(
        "pulses",
        sa.Column("project_id", sa.Text(), primary_key=True),
        sa.Column("region", sa.Text(), primary_key=True),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("pulses", "sizes", "tallies", "source_sums"):
        op.drop_table(table)
    op.execute("DELETE FROM facts WHERE measure LIKE '%[%'")
    op.drop_index("ix_facts_person", "facts")
    op.drop_constraint(op.f("uq_facts_source_measure_person_id"), "facts")
    op.drop_constraint(op.f("ck_facts_state"), "facts", type_="check")
    op.add_column("facts", sa.Column("proven", sa.Boolean(), nullable=True))
    op.execute("UPDATE facts SET proven = state <> 'claimed', person_id = NULL WHERE person_id = ''")
    op.execute("UPDATE facts SET proven = state <> 'claimed' WHERE proven IS NULL")
    op.alter_column("facts", "proven", nullable=False)
    for name in ("state", "known_since", "settlement", "centre_id", "denominator"):
        op.drop_column("facts", name)
    op.alter_column("facts", "person_id", server_default=None, nullable=True)
    op.alter_column("facts", "numerator", new_column_name="value")
    op.create_index("ix_facts_project_id_measure", "facts", ["project_id", "measure", "subtype"])
    op.create_index(op.f("ix_facts_source"), "facts", ["source"])
