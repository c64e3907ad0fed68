"""Rows whose records travel say who entered them, files who attached them, by the name of that time."""

from shared.migrating import name_doers, unname_doers

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
ROWS = (
    ("centres", "entered_by", None),
    ("evidence", "attached_by", "added_by"),
)


def upgrade() -> None:
    for row in ROWS:
        name_doers(*row)


def downgrade() -> None:
    for row in ROWS:
        unname_doers(*row)
