"""A version of a questionnaire says from which template of a region it was begun."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "questionnaire_versions", sa.Column("template", sa.Text(), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("questionnaire_versions", "template")
