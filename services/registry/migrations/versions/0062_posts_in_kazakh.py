"""What is the post of who signs for an organisation, in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("signatory_post_kk", sa.Text(), server_default="", nullable=False)
    op.add_column("organisations", column)


def downgrade() -> None:
    op.drop_column("organisations", "signatory_post_kk")
