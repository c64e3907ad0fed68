"""What a plugin that does not do what it should stops, and what goes on without it."""

from __future__ import annotations

from dataclasses import dataclass

from shared.language.words import msgid
from shared.plugins.specifications import RULES

TEMPLATES, PAPERS = "templates", "papers"  # what is drawn, known as a hook is
VALUES = "values"  # what an administrator set, where the plugin cannot be read with it any more
OTHER = {
    TEMPLATES: msgid("pages in the region's own form"),
    PAPERS: msgid("papers in the region's own form"),
    VALUES: msgid("what an administrator set for it: the plugin's own values hold"),
}


@dataclass(frozen=True)
class Trouble:
    """A plugin that does not do what it should: why, since when, what it stops and what goes on without
    it, where."""

    plugin: str
    reason: str
    regions: tuple[str, ...]
    stopped: tuple[str, ...]
    left_out: tuple[str, ...]
    incident: str | None = None
    is_off: bool = False


def trouble(name: str, reason: str, regions: frozenset[str], hooks: frozenset[str]) -> Trouble:
    """What a plugin's failing hooks stop and leave out, in the order of the specification."""
    failing = [(rule.saving or rule.policy, rule.means) for hook, rule in RULES.items() if hook in hooks]
    stopped = tuple(means for policy, means in failing if policy == "strict")
    left_out = tuple(means for policy, means in failing if policy == "isolate")
    left_out += tuple(means for drawn, means in OTHER.items() if drawn in hooks)
    return Trouble(name, reason, tuple(sorted(regions)), stopped, left_out)
