"""A merge of two people derives again the gatherings they were at: found by an index, not by reading every attendance."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_attendance_copies_person_id"), "attendance_copies", ["person_id"])
    # Records that stood beside a bad one in a batch were once kept under "publication/publication/<id>" and counted twice.
    for table, column in (("facts", "source"), ("record_copies", "key")):
        twice, once = (
            f"split_part({column}, '/', 1) = split_part({column}, '/', 2)",
            f"substr({column}, strpos({column}, '/') + 1)",
        )
        op.execute(f"DELETE FROM {table} WHERE {twice} AND {once} IN (SELECT {column} FROM {table})")
        op.execute(f"UPDATE {table} SET {column} = {once} WHERE {twice}")


def downgrade() -> None:
    op.drop_index(op.f("ix_attendance_copies_person_id"))
