"""Rows whose records travel say who entered them, files who attached them, by the name of that time."""

from shared.migrating import name_doers, unname_doers

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
ROWS = (
    ("gatherings", "entered_by", "created_by"),
    ("publications", "entered_by", "created_by"),
    ("evidence", "attached_by", "added_by"),
)


def upgrade() -> None:
    for row in ROWS:
        name_doers(*row)


def downgrade() -> None:
    for row in ROWS:
        unname_doers(*row)
