"""What rows that wait say is sealed, and who was shown it is kept."""

from shared.imports.migrated import seal_rows, unseal_rows

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    seal_rows()


def downgrade() -> None:
    unseal_rows()
