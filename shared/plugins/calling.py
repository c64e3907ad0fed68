"""The one way a plugin is called: one implementation at a time, within its deadline, under its hook's
policy."""

from __future__ import annotations

import logging
import pickle
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.doors.errors import Unavailable
from shared.failures import DEFECT
from shared.plugins import patience
from shared.plugins.answers import answer
from shared.plugins.deadline import Overdue, within
from shared.plugins.deaths import Marks
from shared.plugins.loading import SETTINGS, Implementation, line_of
from shared.plugins.reading import Wrong
from shared.plugins.specifications import RULES, Policy
from shared.plugins.state import SLOW_SECONDS, State

log = logging.getLogger("asar.plugins")
DEADLINE_SECONDS = 2.0
SwitchedOff = Callable[[str, str], None]


class RuleUnavailable(Unavailable):
    """A regional rule cannot be checked now, so nothing was done. Tell the ops team the incident number
    %(incident)s."""

    code, meaning = "regional_rule_unavailable", DEFECT  # of its plugin: waiting does not mend it


class Calling:
    """Calls implementations, and remembers how it went; `switched_off` is told of a hook that is asked
    no more."""

    def __init__(self, state: State, marks: Marks, switched_off: SwitchedOff | None = None) -> None:
        self.state, self.marks, self.switched_off = state, marks, switched_off
        self.seconds = DEADLINE_SECONDS

    def call(self, each: Implementation, arguments: dict[str, Any], policy: Policy) -> Any:
        """Its answer, or None where it has none; a failure stops the action or is left out, as the
        policy says."""
        if each.ours:
            return answered(each, arguments)
        if self.state.is_off(each.plugin, each.hook):
            return self.unavailable(each.plugin, each.hook, "is switched off", policy)
        if seconds := patience.spent(policy):
            return self._too_long(each, seconds, policy)
        started = time.monotonic()
        try:
            found = self._guarded(each, arguments)
        except BaseException as error:
            return self._failed(each, error, policy)
        finally:
            patience.note(each.plugin, each.hook, time.monotonic() - started)
        self._worked(each, time.monotonic() - started)
        return found

    def _too_long(self, each: Implementation, seconds: float, policy: Policy) -> None:
        """Ask nobody more in a request that has waited long enough; the slowest is named, once."""
        (plugin, hook), (incident, new) = patience.slowest(), patience.incident()
        if new:
            why = f"took most of the {seconds:.1f} s that plugins may take of one request"
            log.error("incident %s: plugin %s %s, in %s", incident, plugin, why, hook)
            self._note_slow(plugin, hook, why, incident)
        stop(each.plugin, incident, policy)

    def _note_slow(self, plugin: str, hook: str, why: str, incident: str) -> None:
        """Keep that a plugin took too much of a request; one that failed has a better reason already."""
        known = self.state.known.get((plugin, hook))
        if known is None or not known.failures:
            self.state.failed(plugin, hook, why, incident, missed=False)

    def _guarded(self, each: Implementation, arguments: dict[str, Any]) -> Any:
        """The answer, made and read in a thread of its own from a copy of what is asked."""
        own = copied(arguments)
        with self.marks.during(each.plugin, each.hook):
            return within(self.seconds, lambda: answered(each, own), f"{each.plugin}: {each.hook}")

    def _worked(self, each: Implementation, seconds: float) -> None:
        if seconds > SLOW_SECONDS:
            log.warning("plugin %s took %.0f ms in %s", each.plugin, seconds * 1000, each.hook)
        self.state.worked(each.plugin, each.hook, seconds)

    def _failed(self, each: Implementation, error: BaseException, policy: Policy) -> None:
        incident, missed = uuid.uuid4().hex[:8], isinstance(error, Overdue)
        log.error("incident %s: plugin %s failed in %s", incident, each.plugin, each.hook, exc_info=error)
        reason = words_of(error, package_of(each))
        if self.state.failed(each.plugin, each.hook, reason, incident, missed):
            self._tell(each)
        stop(each.plugin, incident, policy)

    def _tell(self, each: Implementation) -> None:
        log.critical("plugin %s is switched off in %s: too slow too often", each.plugin, each.hook)
        if self.switched_off:
            self.switched_off(each.plugin, each.hook)

    def unavailable(self, plugin: str, hook: str, why: str, policy: Policy) -> None:
        """Follow the policy of a hook whose plugin cannot even be asked."""
        incident = uuid.uuid4().hex[:8]
        log.error("incident %s: plugin %s cannot be asked for %s: %s", incident, plugin, hook, why)
        stop(plugin, incident, policy)


def copied(arguments: dict[str, Any]) -> dict[str, Any]:
    """What is asked, for one plugin alone: copy.deepcopy takes ten times as long."""
    own: dict[str, Any] = pickle.loads(pickle.dumps(arguments))
    return own


def stop(plugin: str, incident: str, policy: Policy) -> None:
    """Stop the action where the policy is strict."""
    if policy == "strict":
        raise RuleUnavailable(incident=incident, detail={"incident": incident, "plugin": plugin})


def answered(each: Implementation, arguments: dict[str, Any]) -> Any:
    """What a function answers to what it asks for, read strictly."""
    known = {SETTINGS: dict(each.settings), **arguments}
    given = each.function(*[known[name] for name in each.arguments])
    return given if each.ours else answer(RULES[each.hook], given, arguments)


def package_of(each: Implementation) -> Path:
    """The folder of the file a function stands in."""
    return Path(getattr(getattr(each.function, "__code__", None), "co_filename", "")).parent


def words_of(error: BaseException, package: Path) -> str:
    """Why a call failed, for people, with the line of the plugin's own package that it broke off in."""
    if isinstance(error, Wrong | Overdue):
        return str(error)[:1000]
    if isinstance(error, RecursionError):
        return "calls itself without end"
    said = f": {error}" if str(error) else ""
    return f"breaks off with {type(error).__name__}{said[:900]}{line_of(error, package)}"
