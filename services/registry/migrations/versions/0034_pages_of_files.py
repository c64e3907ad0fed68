"""How many pages of a file make one sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("pages_each", sa.Integer()))
    op.execute(
        "ALTER TABLE evidence ADD CONSTRAINT ck_evidence_pages_each CHECK (pages_each BETWEEN 1 AND 2) NOT VALID"
    )
    op.execute("ALTER TABLE evidence VALIDATE CONSTRAINT ck_evidence_pages_each")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_evidence_pages_each"), "evidence", type_="check")
    op.drop_column("evidence", "pages_each")
