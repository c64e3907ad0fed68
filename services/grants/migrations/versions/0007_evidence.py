"""Files prove whatever says so: one shape of evidence, told by the kind and the id of its owner."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
OWNERS = {
    "contest_id": ("contest", "contests"),
    "application_id": ("application", "applications"),
    "award_id": ("award", "awards"),
}
DOUBLES = """
    DELETE FROM evidence later USING evidence first
    WHERE later.owner_kind = first.owner_kind AND later.owner_id = first.owner_id
    AND later.kind = first.kind AND later.sha256 = first.sha256 AND later.id > first.id"""


def upgrade() -> None:
    op.add_column("evidence", sa.Column("owner_kind", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("owner_id", sa.UUID(), nullable=True))
    for column, (kind, _table) in OWNERS.items():
        op.execute(
            f"UPDATE evidence SET owner_kind = '{kind}', owner_id = {column} WHERE {column} IS NOT NULL"
        )
    op.execute(DOUBLES)
    op.alter_column("evidence", "owner_kind", nullable=False)
    op.alter_column("evidence", "owner_id", nullable=False)
    op.drop_constraint(op.f("ck_evidence_one_owner"), "evidence", type_="check")
    for column in OWNERS:
        op.drop_column("evidence", column)
    op.create_unique_constraint(
        "uq_evidence_owner_kind_owner_id_kind_sha256",
        "evidence",
        ["owner_kind", "owner_id", "kind", "sha256"],
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def downgrade() -> None:
    op.drop_index("ix_evidence_sha256", table_name="evidence")
    op.drop_constraint("uq_evidence_owner_kind_owner_id_kind_sha256", "evidence", type_="unique")
    for column, (kind, table) in OWNERS.items():
        op.add_column("evidence", sa.Column(column, sa.UUID(), nullable=True))
        op.execute(f"UPDATE evidence SET {column} = owner_id WHERE owner_kind = '{kind}'")
        op.create_foreign_key(f"fk_evidence_{column}", "evidence", table, [column], ["id"])
        op.create_index(f"ix_evidence_{column}", "evidence", [column])
    op.drop_column("evidence", "owner_id")
    op.drop_column("evidence", "owner_kind")
    op.create_check_constraint(
        op.f("ck_evidence_one_owner"), "evidence", "num_nonnulls(contest_id, application_id, award_id) = 1"
    )
