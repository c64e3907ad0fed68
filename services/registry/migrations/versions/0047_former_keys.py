"""Former keys of this installation, and by which key each home knows it."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None
BRIEF = "a table of one or two rows"
NAMES = "state IN ('present', 'next')"
WITH_FORMER = "state IN ('present', 'next', 'former')"


def upgrade() -> None:
    op.add_column("deployment_news", sa.Column("knows", sa.Text()))
    op.drop_constraint(op.f("uq_deployment_keys_state"), "deployment_keys", type_="unique")
    op.drop_constraint(op.f("ck_deployment_keys_state"), "deployment_keys", type_="check")
    op.create_check_constraint(op.f("ck_deployment_keys_state"), "deployment_keys", WITH_FORMER)
    op.create_index(
        "uq_deployment_keys_state",
        "deployment_keys",
        ["state"],
        unique=True,
        postgresql_where=sa.text("state <> 'former'"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM deployment_keys WHERE state = 'former'")
    op.drop_index("uq_deployment_keys_state", "deployment_keys")
    op.drop_constraint(op.f("ck_deployment_keys_state"), "deployment_keys", type_="check")
    op.create_check_constraint(op.f("ck_deployment_keys_state"), "deployment_keys", NAMES)
    op.create_unique_constraint(op.f("uq_deployment_keys_state"), "deployment_keys", ["state"])
    op.drop_column("deployment_news", "knows")
