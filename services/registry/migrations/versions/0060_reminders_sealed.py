"""Where a reminder goes and what is posted there are sealed: a channel of a region's own may take a phone."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.resealing import opened, recast, sealed

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None
BRIEF = "reminders are sent by hand, one by one: some thousands in years"
OF_ADDRESS = {"address": "channel <> 'smtp'", "from_here": "state = 'sent'"}


def upgrade() -> None:
    change(sa.LargeBinary(), sa.LargeBinary(), sealed)


def downgrade() -> None:
    change(sa.Text(), JSONB(), opened)


def change(address: Any, posted: Any, way: Callable[[Any], Any]) -> None:
    """Keep both columns otherwise, with the checks that speak of the first."""
    for name in OF_ADDRESS:
        op.drop_constraint(op.f(f"ck_reminders_{name}"), "reminders")
    recast("reminders", "address", address, way, nullable=True)
    recast("reminders", "posted", posted, way, nullable=True)
    for name, free in OF_ADDRESS.items():
        told = f"{free} OR address IS NOT NULL"
        op.create_check_constraint(op.f(f"ck_reminders_{name}"), "reminders", told)
