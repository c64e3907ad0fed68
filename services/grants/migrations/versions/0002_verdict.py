"""What the commission says of an application, beside the amount it recommends."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("applications", sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("applications", sa.Column("verdict_note", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE applications SET verdict = 'award' WHERE recommended IS NOT NULL")
    op.create_check_constraint(
        op.f("ck_applications_verdict"), "applications", "verdict IN ('award', 'refuse')"
    )
    op.create_check_constraint(
        op.f("ck_applications_verdict_amount"),
        "applications",
        "(recommended IS NOT NULL) = (verdict IS NOT DISTINCT FROM 'award')",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_applications_verdict_amount"), "applications")
    op.drop_constraint(op.f("ck_applications_verdict"), "applications")
    op.drop_column("applications", "verdict_note")
    op.drop_column("applications", "verdict")
