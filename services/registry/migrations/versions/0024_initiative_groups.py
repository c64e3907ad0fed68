"""Initiative groups, their members and what visits found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def begun() -> tuple[sa.Column[object], ...]:
    """What every row has."""
    return (
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "groups",
        *begun(),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("activity_id", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "name_key", "region")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("settlement", "problem")),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
    )
    op.create_index("ix_groups_project_id_name_key", "groups", ["project_id", "name_key"])
    op.create_table(
        "group_members",
        *begun(),
        sa.Column("group_id", sa.UUID(), sa.ForeignKey("groups.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_id", sa.UUID(), sa.ForeignKey("people.id")),
    )
    op.create_index("ix_group_members_group_id", "group_members", ["group_id"])
    op.create_index("ix_group_members_person_id", "group_members", ["person_id"])
    op.create_table(
        "group_checks",
        *begun(),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("group_id", sa.UUID(), sa.ForeignKey("groups.id"), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("meets", "led", "acts")),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
    )
    op.create_index("ix_group_checks_group_id", "group_checks", ["group_id"])


def downgrade() -> None:
    for name in ("group_checks", "group_members", "groups"):
        op.drop_table(name)
