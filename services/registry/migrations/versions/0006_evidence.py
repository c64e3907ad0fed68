"""Files of centres leave their JSON list for a table of evidence; their ids stay, records and reports name them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
# A list knows an order and no times: one microsecond keeps it.
FROM_LISTS = """
    INSERT INTO evidence (id, created_at, owner_kind, owner_id, kind, sha256, name, mime, size, quantity, added_by)
    SELECT (file->>'id')::uuid, c.created_at + place * interval '1 microsecond', 'centre', c.id, file->>'kind',
           file->>'sha256', file->>'name', file->>'mime', (file->>'size')::int,
           coalesce((file->>'quantity')::int, 1), ''
    FROM centres c, jsonb_array_elements(c.evidence) WITH ORDINALITY AS files(file, place)
    ORDER BY place
    ON CONFLICT DO NOTHING"""
INTO_LISTS = """
    UPDATE centres SET evidence = lists.files
    FROM (SELECT owner_id, jsonb_agg(jsonb_build_object(
            'id', id, 'kind', kind, 'sha256', sha256, 'name', name, 'mime', mime, 'size', size,
            'quantity', quantity) ORDER BY created_at, id) AS files
          FROM evidence WHERE owner_kind = 'centre' GROUP BY owner_id) lists
    WHERE lists.owner_id = centres.id"""


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name=op.f("ck_evidence_quantity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "owner_kind",
            "owner_id",
            "kind",
            "sha256",
            name=op.f("uq_evidence_owner_kind_owner_id_kind_sha256"),
        ),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"])
    op.execute(FROM_LISTS)
    op.drop_column("centres", "evidence")


def downgrade() -> None:
    op.add_column(
        "centres",
        sa.Column(
            "evidence",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.execute(INTO_LISTS)
    op.alter_column("centres", "evidence", server_default=None)
    op.drop_table("evidence")
