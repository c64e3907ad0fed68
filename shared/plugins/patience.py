"""How long all plugins together may take of one request: each has its own deadline, and yet ten of them that
just keep theirs hold a page, or a transaction, for longer than anybody waits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from flask import g, has_request_context

from shared.plugins.specifications import Policy

# With one more call's own deadline the strict ones stay below the 10 s after which the database ends a
# transaction that waits: what takes longer is refused in words.
SECONDS: Mapping[Policy, float] = {"isolate": 2.0, "strict": 6.0}
Hook = tuple[str, str]


def note(plugin: str, hook: str, seconds: float) -> None:
    """Add what a call took to what its request has spent; outside of a request nobody waits."""
    if has_request_context():
        taken = g.setdefault("plugins_took", {})
        taken[plugin, hook] = taken.get((plugin, hook), 0.0) + seconds


def spent(policy: Policy) -> float | None:
    """The seconds plugins took of the present request, where that is all they may; None while it is not."""
    seconds = sum(g.get("plugins_took", {}).values()) if has_request_context() else 0.0
    return seconds if seconds >= SECONDS[policy] else None


def slowest() -> Hook:
    """The plugin and hook that took most of the present request."""
    taken: dict[Hook, float] = g.plugins_took
    return max(taken, key=lambda hook: taken[hook])


def incident() -> tuple[str, bool]:
    """The number under which it is told that this request ran out of patience, and whether it is new: it is
    told once."""
    known = g.get("plugins_incident")
    g.plugins_incident = known or uuid.uuid4().hex[:8]
    return g.plugins_incident, known is None
