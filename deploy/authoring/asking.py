"""Run as a program by the check: load one plugin and ask it everything, a line of JSON a finding.

While it is imported, what reaches out of the process (the network, other programs, files it writes)
is refused by an audit hook, so that nothing of the kind happens.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.plugins.reading import EVERYWHERE, Wrong, nearest
from shared.plugins.specifications import RULES
from shared.plugins.trying import COMPUTED, SOMEWHERE, Question, Trial, figures, questions, tried

REACHES_OUT = ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system")
SLOW_SECONDS, TRIES = 0.2, 3
ROUTE = "route_notification"


class ReachesOut(RuntimeError):
    """A plugin that is only imported leaves the process alone."""


@dataclass
class Border:
    """Whether anything may leave the process, and what tried."""

    closed: bool = False
    tried: list[str] = field(default_factory=list)

    def audit(self, event: str, given: tuple[Any, ...]) -> None:
        """Refuse what reaches out while the border is closed."""
        writes = event == "open" and isinstance(given[1], str) and set("wax+") & set(given[1])
        if self.closed and (event in REACHES_OUT or writes and not str(given[0]).endswith(".pyc")):
            self.tried.append(event)
            raise ReachesOut(f"{event} while it is imported")


def say(verdict: str, words: str) -> None:
    """One finding, at once: what follows may end the process."""
    print(json.dumps({"verdict": verdict, "words": words}, ensure_ascii=False), flush=True)


def main(place: Path) -> None:
    """Load the plugin, ask it every question of every hook it answers."""
    sys.dont_write_bytecode = True
    logging.disable()
    border = Border()
    sys.addaudithook(border.audit)
    border.closed = True
    try:
        trial = tried(place)
    except Wrong as error:
        say("wrong", f"it does not load: {error}")
        say("ok", "")
        return
    border.closed = False
    if border.tried:
        say("wrong", f"it reaches out while it is imported: {', '.join(sorted(set(border.tried)))}")
    say("ok", "it loads, and reaches for nothing while it is imported")
    for verdict, words in judged(trial):
        say(verdict, words)
    say("ok", "")


def judged(trial: Trial) -> Iterator[tuple[str, str]]:
    """Every hook the plugin answers in code, asked everything."""
    plugin = trial.loaded[0]
    hooks = [name for name in RULES if any(not each.ours for each in plugin.answering(name))]
    where = next((code for code in sorted(plugin.regions) if code != EVERYWHERE), SOMEWHERE)
    for hook in hooks:
        yield ("now", hook)
        yield asked(trial, hook, where)
    if code := misrouted(trial, plugin.name, where):
        yield (
            "wrong",
            f"{ROUTE}: the plugin has no channel “{code}”; {nearest(code, channels(trial, where))}",
        )
    if not hooks:
        yield ("ok", "it has no code of its own to ask")


def misrouted(trial: Trial, name: str, region: str) -> str:
    """The first channel of the plugin's own that its route names and that there is not; "" where all are."""
    with suppress(Wrong):
        known = channels(trial, region)
        routes = [trial.route_notification(region, **question) for question in questions(ROUTE)]
        own = [code for route in routes for code in route if code.startswith(f"{name}.")]
        return next((code for code in own if code not in known), "")
    return ""


def channels(trial: Trial, region: str) -> list[str]:
    """The codes of the channels there are with this plugin."""
    return [each.code for each in trial.notification_channels(region)]


def asked(trial: Trial, hook: str, region: str) -> tuple[str, str]:
    """One hook asked every question; what the first bad answer was."""
    slowest = 0.0
    for question in (worth := worth_asking(trial, hook, region)):
        try:
            slowest = max(slowest, seconds_of(trial, hook, region, question))
        except Exception as error:
            return "wrong", f"{hook}: {trial.failed(hook) or error}\n        asked with {question}"[:1500]
    if not worth:
        return "wrong", f"{hook}: nobody asks it, indicators names no figure that could be worked out"
    if slowest > SLOW_SECONDS:
        return "warning", f"{hook}: {slowest * 1000:.0f} ms for one answer; a page waits for it"
    return "ok", f"{hook}: {len(worth)} questions, every answer is read"


def seconds_of(trial: Trial, hook: str, region: str, question: Question) -> float:
    """How long a question takes; one that was slow is asked twice more: the machine may have been busy."""
    taken: list[float] = []
    while not taken or (min(taken) > SLOW_SECONDS and len(taken) < TRIES):
        started = time.monotonic()
        trial.ask(hook, region, **question)
        taken.append(time.monotonic() - started)
    return min(taken)


def worth_asking(trial: Trial, hook: str, region: str) -> list[Question]:
    """What a hook is asked; the values of figures are asked of those the plugin names itself."""
    return figures(trial.named(region)) if hook == COMPUTED else questions(hook)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
