"""What waits for a decision, plugin by plugin, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from services.grants.contests.models import Contest
from services.grants.rule_decisions.queries import Stopped, stopped
from shared.plugins import plugins
from shared.plugins.rulebook import titled


@dataclass(frozen=True)
class Waiting:
    """A plugin whose functions are others than when contests were opened: the versions they were opened by,
    the one of today ("–": it is not here), and the contests with the regions in which they wait."""

    plugin: str
    title: str
    then: str
    now: str
    contests: list[tuple[Contest, list[str]]]


def waiting() -> list[Waiting]:
    """All that waits, by plugin."""
    return [plugin_waits(list(each)) for _, each in groupby(stopped(), lambda one: one.kept.name)]


def plugin_waits(found: list[Stopped]) -> Waiting:
    """What waits because of one plugin."""
    kept = found[0].kept
    versions = ", ".join(sorted({each.kept.version for each in found}))
    now = next((each.version for each in plugins().loaded if each.name == kept.name), "–")
    return Waiting(kept.name, titled(kept), versions, now, list(by_contest(found)))


def by_contest(found: Iterable[Stopped]) -> Iterable[tuple[Contest, list[str]]]:
    """The contests with their regions."""
    for contest, each in groupby(found, lambda one: one.contest):
        yield contest, [one.region for one in each]
