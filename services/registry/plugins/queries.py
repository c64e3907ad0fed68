"""What all services together know of the plugins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared import peers
from shared.access import actor, scope
from shared.doors.errors import NotFound
from shared.plugins import plugins
from shared.plugins.internal import known_here
from shared.plugins.loading import Loaded
from shared.plugins.reading import EVERYWHERE
from shared.plugins.specifications import RegionPage
from shared.plugins.troubles import Trouble
from shared.web.pages import facts_of

NEIGHBOURS = ("events", "grants", "reports")


@dataclass
class Everywhere:
    """Troubles of all services, each once; times by plugin and hook; what plugins were not told of records,
    (plugin, why) → how many; the services that did not answer."""

    troubles: list[Trouble] = field(default_factory=list)
    times: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    parked: Counter[tuple[str, str]] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def add(self, answer: dict[str, Any]) -> None:
        """Take in what one service said."""
        for row in answer["troubles"]:
            trouble = trouble_from(row)
            if trouble not in self.troubles:
                self.troubles.append(trouble)
        for row in answer["times"]:
            sums = self.times.setdefault((row["plugin"], row["hook"]), {"calls": 0, "slowest_ms": 0})
            sums["calls"] += row["calls"]
            sums["slowest_ms"] = max(sums["slowest_ms"], row["slowest_ms"])
        for row in answer["parked"]:
            self.parked[row["plugin"], row["reason"]] += row["records"]


def trouble_from(row: dict[str, Any]) -> Trouble:
    """A trouble as a service told it."""
    lists = {name: tuple(row[name]) for name in ("regions", "stopped", "left_out")}
    return Trouble(**{**row, **lists})


def everywhere() -> Everywhere:
    """What this service and its neighbours know, those that answer."""
    found = Everywhere()
    found.add(known_here())
    answers, found.silent = peers.ask_each(NEIGHBOURS, said_by)
    for answer in answers.values():
        found.add(answer)
    return found


def said_by(service: str) -> dict[str, Any]:
    """What a neighbour knows."""
    said: dict[str, Any] = peers.ask(service, f"/{service}/internal/plugins", {}, retries=0)
    return said


def get_page(name: str, slug: str) -> tuple[str | None, RegionPage]:
    """A page of a plugin's own with the region it is read in; NotFound for one of another region."""
    plugin = next((each for each in plugins().loaded if each.name == name), None)
    for region in regions_of(plugin) if plugin else []:
        for page in plugins().pages(region, facts_of(actor())):
            if page.slug == f"{name}.{slug}":
                return region, page
    raise NotFound


def regions_of(plugin: Loaded) -> Sequence[str | None]:
    """The regions of a plugin that the actor may see; for one of all regions those he works in."""
    mine = scope("region_page.view")
    if EVERYWHERE in plugin.regions:
        return [None] if mine is None else sorted(mine)
    return sorted(plugin.regions if mine is None else plugin.regions & set(mine))


def pages_of(plugin: Loaded) -> list[RegionPage]:
    """What a plugin has of pages of its own, as the actor may read them."""
    seen = [page for region in regions_of(plugin) for page in plugins().pages(region, facts_of(actor()))]
    found = {page.slug: page for page in seen if page.slug.startswith(f"{plugin.name}.")}
    return list(found.values())


def known_names() -> Iterator[str]:
    """Every plugin that is loaded or should be."""
    yield from (plugin.name for plugin in plugins().loaded)
    yield from (plugin.name for plugin in plugins().absent)
