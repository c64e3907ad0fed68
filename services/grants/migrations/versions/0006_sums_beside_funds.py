"""What applications add up to stands beside their fund, what an award has beside its application."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
MONEY = sa.Numeric(14, 2)
INTAKE = """
    UPDATE funds SET requested = found.requested, recommended = found.recommended, applications = found.applications,
        awards = found.awards, first_on = found.first_on, last_on = found.last_on
    FROM (SELECT contest_id, region,
                 coalesce(sum(requested) FILTER (WHERE status <> 'withdrawn'), 0) AS requested,
                 coalesce(sum(recommended) FILTER (WHERE status <> 'withdrawn'), 0) AS recommended,
                 count(*) FILTER (WHERE status <> 'withdrawn') AS applications,
                 count(*) FILTER (WHERE status = 'awarded') AS awards,
                 min(registered_on) AS first_on, max(registered_on) AS last_on
          FROM applications GROUP BY contest_id, region) AS found
    WHERE funds.contest_id = found.contest_id AND funds.region = found.region"""
CARRIED = """
    UPDATE applications SET award_id = awards.id, awarded = awards.amount, paid = awards.paid
    FROM awards WHERE awards.application_id = applications.id AND awards.status <> 'cancelled'"""


def upgrade() -> None:
    for name in ("requested", "recommended"):
        op.add_column("funds", sa.Column(name, MONEY, nullable=False, server_default="0"))
    for name in ("applications", "awards"):
        op.add_column("funds", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("first_on", "last_on"):
        op.add_column("funds", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("applications", sa.Column("award_id", sa.UUID(), nullable=True))
    for name in ("awarded", "paid"):
        op.add_column("applications", sa.Column(name, MONEY, nullable=True))
    op.execute(INTAKE)
    op.execute(CARRIED)


def downgrade() -> None:
    for name in ("award_id", "awarded", "paid"):
        op.drop_column("applications", name)
    for name in ("requested", "recommended", "applications", "awards", "first_on", "last_on"):
        op.drop_column("funds", name)
