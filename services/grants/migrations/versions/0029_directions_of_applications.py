"""An application names the direction of its contest it goes to."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NAMES = """
    ALTER TABLE applications ADD CONSTRAINT fk_applications_direction_id_directions
    FOREIGN KEY (direction_id) REFERENCES directions (id) NOT VALID"""


def upgrade() -> None:
    op.add_column("applications", sa.Column("direction_id", sa.Uuid()))
    op.execute(NAMES)
    op.execute("ALTER TABLE applications VALIDATE CONSTRAINT fk_applications_direction_id_directions")


def downgrade() -> None:
    op.drop_column("applications", "direction_id")
