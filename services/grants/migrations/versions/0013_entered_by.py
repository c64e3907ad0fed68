"""Rows whose records travel say who entered them, files who attached them, by the name of that time."""

from shared.migrating import name_doers, unname_doers

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
ROWS = (
    ("contests", "entered_by", "created_by"),
    ("applications", "entered_by", "created_by"),
    ("awards", "entered_by", "created_by"),
    ("evidence", "attached_by", "added_by"),
)


def upgrade() -> None:
    for row in ROWS:
        name_doers(*row)


def downgrade() -> None:
    for row in ROWS:
        unname_doers(*row)
