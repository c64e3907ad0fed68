"""What is known about every plugin and hook: how it failed, whether it is switched off, how long it
takes.

Kept in the service's own database (table of `PluginStateMixin`), so that all its processes know the
same and a restart forgets nothing; each holds a copy a few seconds old, which is also all there is when
the database is away.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger("asar.plugins")
FRESH_SECONDS, MOST_MISSED, SLOW_SECONDS = 5.0, 3, 0.2
Key = tuple[str, str]

READ = text(
    "SELECT plugin, hook, failures, missed, reason, incident, failed_at, off_since, calls, slow, slowest_ms "
    "FROM plugin_states"
)
FAILED = text("""
    INSERT INTO plugin_states (plugin, hook, failures, missed, reason, incident, failed_at)
    VALUES (:plugin, :hook, 1, :missed, :reason, :incident, now())
    ON CONFLICT (plugin, hook) DO UPDATE SET failures = plugin_states.failures + 1,
        missed = CASE WHEN :missed = 1 THEN plugin_states.missed + 1 ELSE 0 END,
        reason = :reason, incident = :incident, failed_at = now(),
        off_since = CASE WHEN :missed = 1 AND plugin_states.missed + 1 >= :most
            THEN coalesce(plugin_states.off_since, now()) ELSE plugin_states.off_since END
    RETURNING failures, missed, off_since""")
WORKED = text(
    "UPDATE plugin_states SET failures = 0, missed = 0 "
    "WHERE plugin = :plugin AND hook = :hook AND off_since IS NULL"
)
AGAIN = text("UPDATE plugin_states SET failures = 0, missed = 0, off_since = NULL WHERE plugin = :plugin")
TIMED = text("""
    INSERT INTO plugin_states (plugin, hook, calls, slow, slowest_ms)
    VALUES (:plugin, :hook, :calls, :slow, :slowest)
    ON CONFLICT (plugin, hook) DO UPDATE SET
        calls = plugin_states.calls + :calls, slow = plugin_states.slow + :slow,
        slowest_ms = greatest(plugin_states.slowest_ms, :slowest)""")


@dataclass(frozen=True)
class Known:
    """What is known of one hook of one plugin; `failures` and `missed` (deadlines) are in a row, a
    success clears them."""

    plugin: str
    hook: str
    failures: int = 0
    missed: int = 0
    reason: str | None = None
    incident: str | None = None
    failed_at: datetime | None = None
    off_since: datetime | None = None
    calls: int = 0
    slow: int = 0
    slowest_ms: int = 0


class State:
    """The copy of one process; `engine` gives the service's database, or None where there is none."""

    def __init__(self, engine: Callable[[], Engine] | None = None) -> None:
        self.engine, self.lock = engine, threading.Lock()
        self.known: dict[Key, Known] = {}
        self.timed: dict[Key, list[float]] = {}
        self.read_at = float("-inf")

    def is_off(self, plugin: str, hook: str) -> bool:
        """Whether it was switched off for missing its deadline again and again."""
        self.refresh()
        found = self.known.get((plugin, hook))
        return bool(found and found.off_since)

    def failed(self, plugin: str, hook: str, reason: str, incident: str, missed: bool) -> bool:
        """Note a failure; True when it is the one that switches the hook off."""
        before = self.known.get((plugin, hook), Known(plugin, hook))
        late = before.missed + 1 if missed else 0
        now = datetime.now(UTC)
        off = before.off_since or (now if late >= MOST_MISSED else None)
        after = replace(before, failures=before.failures + 1, missed=late, off_since=off)
        values = {"plugin": plugin, "hook": hook, "reason": reason, "incident": incident}
        row = self._write(FAILED, values | {"missed": int(missed), "most": MOST_MISSED})
        counted = dict(row[0]) if row else {}
        self.known[plugin, hook] = replace(after, reason=reason, incident=incident, failed_at=now, **counted)
        return bool(self.known[plugin, hook].off_since and not before.off_since)

    def worked(self, plugin: str, hook: str, seconds: float) -> None:
        """Note a success: it clears what failed before, and its time is added up."""
        with self.lock:
            self.timed.setdefault((plugin, hook), []).append(seconds)
        found = self.known.get((plugin, hook))
        if found and found.failures and not found.off_since:
            self.known[plugin, hook] = replace(found, failures=0, missed=0)
            self._write(WORKED, {"plugin": plugin, "hook": hook})

    def again(self, plugin: str) -> None:
        """Switch a plugin on again, and forget how it failed."""
        for key, found in list(self.known.items()):
            if key[0] == plugin:
                self.known[key] = replace(found, failures=0, missed=0, off_since=None)
        self._write(AGAIN, {"plugin": plugin})

    def troubles(self) -> list[Known]:
        """Every hook that failed last, or is switched off."""
        return [found for found in self.known.values() if found.failures or found.off_since]

    def refresh(self, age: float = FRESH_SECONDS) -> None:
        """Add up the times and read what the other processes wrote, where the copy is old."""
        if self.engine is None or time.monotonic() - self.read_at < age:
            return
        self.read_at = time.monotonic()
        with self.lock:
            timed, self.timed = self.timed, {}
        for (plugin, hook), taken in timed.items():
            self._write(TIMED, {"plugin": plugin, "hook": hook} | added_up(taken))
        if (rows := self._write(READ, {})) is not None:
            self.known = {(row["plugin"], row["hook"]): Known(**row) for row in rows}

    def _write(self, statement: Any, values: dict[str, Any]) -> list[Any] | None:
        """Run one statement by itself, apart from the request's own transaction; None when the database
        is away."""
        if self.engine is None:
            return None
        try:
            with self.engine().begin() as connection:
                done = connection.execute(statement, values)
                return list(done.mappings()) if done.returns_rows else []
        except SQLAlchemyError as error:
            log.warning("what is known of plugins could not be kept: %s", error)
            return None


def added_up(taken: list[float]) -> dict[str, int]:
    """Times as the table keeps them."""
    return {
        "calls": len(taken),
        "slow": sum(seconds > SLOW_SECONDS for seconds in taken),
        "slowest": round(max(taken) * 1000),
    }
