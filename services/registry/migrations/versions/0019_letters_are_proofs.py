"""The grantor's letter leaves the row of its version for the table of evidence."""

import sqlalchemy as sa
from alembic import op

from shared.migrating import DOER

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
WHO = DOER.format(table="plans", former="coalesce(plans.imported_by, '')")
# A version knew neither the size of its letter nor whether it opens; the type is told by the ending, as the
# name of a kept file still has it. The job that looks at files nobody looked at writes what the bytes say.
TYPE = """CASE lower(substring(letter_name from '[.][^.]*$'))
    WHEN '.pdf' THEN 'application/pdf' WHEN '.png' THEN 'image/png' WHEN '.webp' THEN 'image/webp'
    WHEN '.jpg' THEN 'image/jpeg' WHEN '.jpeg' THEN 'image/jpeg'
    WHEN '.docx' THEN 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    WHEN '.xlsx' THEN 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    WHEN '.pptx' THEN 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
    ELSE 'application/octet-stream' END"""
FROM_PLANS = f"""
    INSERT INTO evidence (id, created_at, owner_kind, owner_id, kind, sha256, name, mime, size, attached_by)
    SELECT gen_random_uuid(), created_at, 'plan', id, 'grantor_letter', letter_sha256,
           coalesce(letter_name, 'letter'), {TYPE}, 0, {WHO}
    FROM plans WHERE letter_sha256 IS NOT NULL"""
INTO_PLANS = """
    UPDATE plans SET letter_sha256 = letter.sha256, letter_name = letter.name
    FROM (SELECT DISTINCT ON (owner_id) owner_id, sha256, name FROM evidence
          WHERE owner_kind = 'plan' ORDER BY owner_id, created_at, id) letter
    WHERE letter.owner_id = plans.id"""


def upgrade() -> None:
    op.execute(FROM_PLANS)
    op.drop_column("plans", "letter_name")
    op.drop_column("plans", "letter_sha256")


def downgrade() -> None:
    op.add_column("plans", sa.Column("letter_sha256", sa.Text(), nullable=True))
    op.add_column("plans", sa.Column("letter_name", sa.Text(), nullable=True))
    op.execute(INTO_PLANS)
    op.execute("DELETE FROM evidence WHERE owner_kind = 'plan'")
