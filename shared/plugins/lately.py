"""What plugins said in these seconds: pages that show the same are not answered by asking anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from shared.plugins import plugins

FRESH_SECONDS = 5.0
Answer = TypeVar("Answer")


def these_seconds() -> tuple[Any, ...]:
    """Another as soon as some seconds are over, somebody changed a setting, or plugins were loaded anew."""
    rules = plugins()
    rules.settings.refresh()
    return int(time.monotonic() / FRESH_SECONDS), rules.settings.mark, rules, id(rules.loaded)


class Lately(Generic[Answer]):
    """Answers of these seconds, by what was asked; a refusal is nobody's answer and asked for anew."""

    def __init__(self) -> None:
        self.when: tuple[Any, ...] = ()
        self.known: dict[Hashable, Answer] = {}

    def said(self, asked: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer to this, asked for once in these seconds."""
        if (now := these_seconds()) != self.when:
            self.known, self.when = {}, now
        known = self.known  # another thread may put a new one in its place meanwhile
        if asked not in known:
            known[asked] = ask()
        return known[asked]
