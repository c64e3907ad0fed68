"""Initiative groups of the registry."""

from __future__ import annotations

from services.grants.groups.models import GroupCopy
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import Sessions

KEPT = ("project_id", "region", "name", "name_kk", "settlement", "status")


def keep_groups(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep the newest state of each group."""
    newer(session, GroupCopy, envelopes, lambda group: {name: getattr(group, name) for name in KEPT})


HANDLERS: dict[str, Handler] = {"initiative_group": keep_groups}
