"""Candidates of one region are found first, and who compares people sees what changed meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE people_version_seq")
    op.add_column(
        "people",
        sa.Column(
            "version",
            sa.BigInteger(),
            server_default=sa.text("nextval('people_version_seq')"),
            nullable=False,
        ),
    )
    op.create_index(op.f("ix_people_version"), "people", ["version"], unique=False)
    op.add_column("person_blocks", sa.Column("region", sa.Text(), nullable=True))
    op.execute("UPDATE person_blocks AS b SET region = p.region FROM people AS p WHERE p.id = b.person_id")
    op.create_index(
        "ix_person_blocks_block_region_person_id",
        "person_blocks",
        ["block", "region", "person_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_person_blocks_block_region_person_id", table_name="person_blocks")
    op.drop_column("person_blocks", "region")
    op.drop_index(op.f("ix_people_version"), table_name="people")
    op.drop_column("people", "version")
    op.execute("DROP SEQUENCE people_version_seq")
