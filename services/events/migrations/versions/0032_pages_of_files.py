"""Sheets of feedback are counted from the pages of their files."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BRIEF = "of all files only feedback of several sheets is rewritten: some hundreds of rows"
# The job that looks at files starts with the service: it lowers what was typed to the pages there are.
TO_BE_COUNTED = """
    UPDATE evidence SET unopened = NULL
    WHERE owner_kind = 'gathering' AND kind = 'feedback' AND quantity > 1 AND unopened = ''"""


def upgrade() -> None:
    op.add_column("evidence", sa.Column("pages_each", sa.Integer()))
    op.execute(
        "ALTER TABLE evidence ADD CONSTRAINT ck_evidence_pages_each CHECK (pages_each BETWEEN 1 AND 2) NOT VALID"
    )
    op.execute("ALTER TABLE evidence VALIDATE CONSTRAINT ck_evidence_pages_each")
    op.add_column("scans", sa.Column("pages", sa.Integer()))
    op.execute(TO_BE_COUNTED)


def downgrade() -> None:
    op.drop_column("scans", "pages")
    op.drop_constraint(op.f("ck_evidence_pages_each"), "evidence", type_="check")
    op.drop_column("evidence", "pages_each")
