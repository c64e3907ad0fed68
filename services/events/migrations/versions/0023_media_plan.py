"""The media plan as a board: ideas, drafts and approved items with their planned day and owner;
a link counts once from now on, what was recorded twice before stays as it was."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None
TABLE = "publications"
BRIEF = "a row a publication: some hundreds a project"
KINDS = (
    "press_release",
    "social_post",
    "press_article",
    "media_plan",
    "final_presentation",
    "brochure",
    "brochure_handout",
    "expert_review",
    "manual_handover",
)
ITEMS = ("press_release", "social_post", "press_article")
FROM_WHERE = re.compile(r"utm_|fbclid$|gclid$|yclid$|igsh|si$|feature$|ref|share|mibextid$")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("planned_on", sa.Date()))
    op.add_column(TABLE, sa.Column("owner", sa.Text()))
    op.add_column(TABLE, sa.Column("link_key", sa.Text()))
    op.alter_column(TABLE, "issued_on", nullable=True)
    op.execute(
        "UPDATE publications SET planned_on = issued_on, issued_on = NULL, status = 'draft' "
        "WHERE status <> 'published'"
    )
    kinds((*KINDS, "broadcast", "invitation"))
    op.create_check_constraint(
        op.f("ck_publications_status"), TABLE, "status IN ('idea', 'draft', 'approved', 'published')"
    )
    op.create_check_constraint(
        op.f("ck_publications_issued"), TABLE, "(status = 'published') = (issued_on IS NOT NULL)"
    )
    name_links()
    op.create_index("uq_publications_link_key", TABLE, ["link_key"], unique=True)


def name_links() -> None:
    """The oldest of a page counts under its link."""
    here = op.get_bind()
    rows = here.execute(
        sa.text("SELECT id, kind, link FROM publications WHERE link IS NOT NULL ORDER BY id")
    ).all()
    first = {link_key(row.link): row.id for row in reversed(rows) if row.kind in ITEMS}
    for key, row_id in first.items():
        here.execute(
            sa.text("UPDATE publications SET link_key = :key WHERE id = :id"), {"key": key, "id": row_id}
        )


def link_key(link: str) -> str:
    """What of a link names the page."""
    parts = urlsplit(link.strip())
    asked = sorted(pair for pair in parse_qsl(parts.query) if not FROM_WHERE.match(pair[0]))
    host = re.sub(r"^(?:www|m|mobile)\.", "", parts.netloc.lower())
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(asked)}" if asked else "")


def kinds(known: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_publications_kind"), TABLE)
    op.create_check_constraint(op.f("ck_publications_kind"), TABLE, f"kind IN {known}")


def downgrade() -> None:
    op.drop_index("uq_publications_link_key", TABLE)
    op.drop_constraint(op.f("ck_publications_issued"), TABLE)
    op.drop_constraint(op.f("ck_publications_status"), TABLE)
    op.execute(
        "UPDATE publications SET status = 'draft' "  # of the new kinds nothing counts under another's name
        "WHERE status <> 'published' OR kind IN ('broadcast', 'invitation')"
    )
    op.execute("UPDATE publications SET issued_on = coalesce(issued_on, planned_on, created_at::date)")
    op.execute("UPDATE publications SET kind = 'press_release' WHERE kind IN ('broadcast', 'invitation')")
    kinds(KINDS)
    op.alter_column(TABLE, "issued_on", nullable=False)
    for column in ("link_key", "owner", "planned_on"):
        op.drop_column(TABLE, column)
