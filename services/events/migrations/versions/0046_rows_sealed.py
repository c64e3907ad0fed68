"""What rows that wait say is sealed, and who was shown it is kept."""

from shared.imports.migrated import seal_rows, unseal_rows

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    seal_rows()


def downgrade() -> None:
    unseal_rows()
