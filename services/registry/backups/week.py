"""What of backups an administrator must know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from flask_babel import gettext as _

from services.registry.backups import queries, wording
from shared.access import actor
from shared.language.roles import ADMIN
from shared.web.week import Card


def week() -> Iterator[Card]:
    """What is wrong with the backups."""
    state = queries.state(queries.known(), datetime.now(UTC))
    if ADMIN in actor().roles and state != queries.WELL:
        yield Card(
            title=_("Backups need you"),
            why=wording.trouble(state),
            href="/registry/backups",
            action=_("Look at it"),
            owner=ADMIN,
            icon="history",
        )
