"""Plugins with the values an administrator set for a region, and where what was set holds no more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shared.language.records.region_setting import RegionSetting
from shared.plugins.loading import Loaded
from shared.plugins.reading import Wrong
from shared.plugins.settings import arranged
from shared.plugins.troubles import VALUES, Trouble, trouble
from shared.plugins.values import unfit

log = logging.getLogger("asar.plugins")


class Filled:
    """The plugins of a process with values that were set for them, read once each."""

    def __init__(self) -> None:
        self.known: dict[tuple[object, ...], Loaded | str] = {}

    def of(self, plugin: Loaded, setting: RegionSetting | None) -> Loaded:
        """A plugin with what was set for it; as it is where it cannot be read with that any more."""
        values = setting.values.get(plugin.name) if setting else None
        found = self.read(plugin, values) if values else plugin
        return plugin if isinstance(found, str) else found

    def read(self, plugin: Loaded, values: Mapping[str, Any]) -> Loaded | str:
        """A plugin with these values, or why it cannot be read with them."""
        key = plugin.name, tuple(sorted(values.items()))
        if key not in self.known:
            self.known[key] = filled(plugin, values)
        return self.known[key]

    def why_unread(self, plugin: Loaded, values: Mapping[str, Any]) -> str:
        """Why what was set for a plugin does not hold; "" where all of it does."""
        found = self.read(plugin, values) if values else plugin
        return found if isinstance(found, str) else unfit(plugin.file.settings, values)

    def unread(
        self, latest: Mapping[str | None, RegionSetting], applying: Callable[[str | None], list[Loaded]]
    ) -> Iterator[Trouble]:
        """Where what an administrator set for a plugin does not hold any more: a newer version of it asks for
        other values. `latest` is what was set by region, `applying` the plugins made for one."""
        for region, setting in latest.items():
            for plugin in arranged(applying(region), setting):
                if why := self.why_unread(plugin, setting.values.get(plugin.name, {})):
                    regions = frozenset([region] if region else plugin.regions)
                    yield trouble(plugin.name, why, regions, frozenset([VALUES]))


def filled(plugin: Loaded, values: Mapping[str, Any]) -> Loaded | str:
    """A plugin with these values, or why it cannot be read with them."""
    try:
        return plugin.valued(values)
    except Wrong as error:
        log.error("plugin %s cannot be read with its settings: %s", plugin.name, error)
        return str(error)
