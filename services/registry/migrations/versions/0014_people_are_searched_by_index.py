"""People are searched by an index of their names and settlements; on a server without pg_trgm by looking at all."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

AVAILABLE = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')"
FOUND = "CREATE INDEX ix_people_found ON people USING gin (search_key gin_trgm_ops, settlement gin_trgm_ops)"


def upgrade() -> None:
    op.add_column(
        "people",
        sa.Column(
            "search_key",
            sa.Text(),
            sa.Computed("translate(sort_key, 'ыйэӿьъ', 'иие')", persisted=True),
            nullable=False,
        ),
    )
    op.create_index(
        "ix_people_search_key_prefix",
        "people",
        ["search_key"],
        postgresql_ops={"search_key": "text_pattern_ops"},
    )
    if op.get_bind().scalar(sa.text(AVAILABLE)):
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
        op.execute(FOUND)


def downgrade() -> None:
    op.execute("DROP INDEX IF EXISTS ix_people_found")
    op.drop_index("ix_people_search_key_prefix", table_name="people")
    op.drop_column("people", "search_key")
