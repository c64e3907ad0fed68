"""Loading plugins, and calling one implementation at a time under the hook's policy."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import re
import sys
import time
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pluggy
from flask import Flask, current_app

from shared.doors.errors import Unavailable
from shared.hooks import API_VERSION, Branding, BudgetCap, FieldDef, NavItem, Specifications
from shared.regionfile import RegionFile

log = logging.getLogger("asar.plugins")
FOLDER = Path(__file__).resolve().parent.parent / "plugins"
SLOW_SECONDS = 0.2
CORE = "core"
STRICT = {"budget_caps"}
ANSWERS: dict[str, type] = {
    "branding": Branding,
    "navigation": NavItem,
    "extra_fields": FieldDef,
    "budget_caps": BudgetCap,
}


class RuleUnavailable(Unavailable):
    """A regional rule cannot be checked now, so nothing was done. Tell the ops team the incident number %(incident)s."""

    code = "regional_rule_unavailable"


@dataclass(frozen=True)
class Failure:
    """A plugin that did not load or misbehaved, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Loaded:
    """A plugin in use: where it applies and what is registered for it (its file and its module)."""

    name: str
    title: str
    version: str
    regions: frozenset[str]
    parts: tuple[Any, ...]


class Plugins:
    """The plugins of one process."""

    def __init__(self, names: Iterable[str], folder: Path = FOLDER) -> None:
        self.manager = pluggy.PluginManager("asar")
        self.manager.add_hookspecs(Specifications)
        self.loaded: list[Loaded] = []
        self.failures: list[Failure] = []
        self.absent: dict[str, frozenset[str]] = {}
        for name in [*(name for name in names if name != CORE), CORE]:
            self._try(name, folder)

    def _try(self, name: str, folder: Path) -> None:
        try:
            self.loaded.append(self._load(name, folder))
        except (Exception, SystemExit) as error:
            log.error("plugin %s was not loaded: %s", name, error)
            self.failures.append(Failure(name, f"{type(error).__name__}: {error}"))
            self.absent[name] = regions_of(name, folder)

    def _load(self, name: str, folder: Path) -> Loaded:
        module = find(name, folder)
        file = RegionFile(Path(str(module.__file__)).parent / "region.toml")
        manifest = file.manifest
        if not compatible(manifest["api"]):
            raise ValueError(f"made for API {manifest['api']}, this is {API_VERSION}")
        parts = (file, module)
        try:
            for part in parts:
                self._register(part, f"{name}:{type(part).__name__}")
        except Exception:
            for part in parts:
                if self.manager.is_registered(part):
                    self.manager.unregister(part)
            raise
        return Loaded(name, manifest["title"], manifest["version"], frozenset(manifest["regions"]), parts)

    def _register(self, part: Any, name: str) -> None:
        self.manager.register(part, name)
        for caller in self.manager.get_hookcallers(part) or ():
            for implementation in caller.get_hookimpls():
                if implementation.plugin is part and (
                    implementation.wrapper
                    or implementation.hookwrapper
                    or implementation.tryfirst
                    or implementation.trylast
                ):
                    raise ValueError(f"{caller.name}: wrappers, tryfirst and trylast are not allowed")
        self.manager.check_pending()

    def of(self, region: str | None) -> list[Loaded]:
        """Plugins that apply to the region, core last."""
        return [
            plugin for plugin in self.loaded if "*" in plugin.regions or (region and region in plugin.regions)
        ]

    def ask(self, hook: str, region: str | None, **arguments: Any) -> list[tuple[str, Any]]:
        """Each plugin's answer, `(plugin, answer)`, silent ones left out; a failure follows the hook's policy."""
        answers = []
        for plugin in self.of(region):
            for part in plugin.parts:
                answer = self._call(hook, plugin.name, part, {"region": region, **arguments})
                if answer is not None:
                    answers.append((plugin.name, answer))
        return answers

    def _call(self, hook: str, name: str, part: Any, arguments: Mapping[str, Any]) -> Any:
        others = [other for other in self.manager.get_plugins() if other is not part]
        started = time.perf_counter()
        try:
            results = self.manager.subset_hook_caller(hook, others)(**arguments)
            return checked(hook, results[0]) if results else None
        except (Exception, SystemExit) as error:
            return self._failed(hook, name, error)
        finally:
            taken = time.perf_counter() - started
            if taken > SLOW_SECONDS:
                log.warning("plugin %s took %.0f ms in %s", name, taken * 1000, hook)

    def _failed(self, hook: str, name: str, error: BaseException) -> None:
        incident = uuid.uuid4().hex[:8]
        log.error("incident %s: plugin %s failed in %s", incident, name, hook, exc_info=error)
        failure = Failure(name, f"{hook}: {type(error).__name__}: {error}")
        if failure not in self.failures:
            self.failures.append(failure)
        if hook in STRICT:
            raise RuleUnavailable(incident=incident, detail={"incident": incident, "plugin": name})

    def branding(self, region: str | None) -> Branding:
        """The region's face, field by field: the first plugin with an opinion wins, core last."""
        values: dict[str, Any] = {}
        for _, face in self.ask("branding", region):
            for item in fields(Branding):
                if getattr(face, item.name) and item.name not in values:
                    values[item.name] = getattr(face, item.name)
        return Branding(**values)

    def navigation(self, region: str | None, service: str, actor: Any) -> list[NavItem]:
        """Every plugin's entries, in order."""
        items = [
            item
            for _, answer in self.ask("navigation", region, service=service, actor=actor)
            for item in answer
        ]
        return sorted(items, key=lambda item: item.order)

    def extra_fields(
        self, region: str | None, service: str, entity: str, subtype: str | None, on_date: date
    ) -> list[FieldDef]:
        """Extra fields of a form in this region."""
        answers = self.ask(
            "extra_fields", region, service=service, entity=entity, subtype=subtype, on_date=on_date
        )
        return [field for _, answer in answers for field in answer]

    def budget_cap(
        self, region: str, contest: dict[str, Any], application: dict[str, Any]
    ) -> BudgetCap | None:
        """The strictest cap on one mini-grant; RuleUnavailable when a plugin fails or one of this region was not loaded."""
        for name, regions in self.absent.items():
            if regions & {region, "*"}:
                self._failed("budget_caps", name, RuntimeError("was not loaded"))
        answers = self.ask("budget_caps", region, contest=contest, application=application)
        return min((cap for _, answer in answers for cap in answer), key=lambda cap: cap.amount, default=None)


def checked(hook: str, answer: Any) -> Any:
    """The answer, if it is of the hook's type: a Branding, or a list of the others; TypeError otherwise."""
    wanted = ANSWERS[hook]
    items = [answer] if wanted is Branding else answer
    if answer is not None and not (
        isinstance(items, list | tuple) and all(isinstance(item, wanted) for item in items)
    ):
        raise TypeError(
            f"answers {type(answer).__name__} instead of {'' if wanted is Branding else 'a list of '}{wanted.__name__}"
        )
    return answer


def find(name: str, folder: Path) -> Any:
    """The plugin's module: an installed distribution, or a folder of `plugins/`."""
    for point in importlib.metadata.entry_points(group="asar.plugins"):
        if point.name == name:
            return point.load()
    project = folder / name / "pyproject.toml"
    if not project.exists():
        raise ModuleNotFoundError(f"no plugin “{name}”: neither installed nor in {folder.name}/")
    points = tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"]["asar.plugins"]
    if str(project.parent) not in sys.path:
        sys.path.append(str(project.parent))
    return importlib.import_module(points[name])


def regions_of(name: str, folder: Path) -> frozenset[str]:
    """Where a plugin that did not load would apply, by its region.toml; everywhere when that is not known."""
    try:
        return frozenset(RegionFile(next((folder / name).glob("*/region.toml"))).manifest["regions"])
    except Exception:
        return frozenset("*")


def compatible(wanted: str) -> bool:
    """Whether `~=1.0` (same major, at least this minor) fits our API version."""
    match = re.fullmatch(r"~=(\d+)\.(\d+)", wanted)
    ours = tuple(int(part) for part in API_VERSION.split("."))
    return bool(match) and int(match[1]) == ours[0] and int(match[2]) <= ours[1]


def plugins() -> Plugins:
    """The present app's plugins."""
    return current_app.extensions["plugins"]


def init_app(app: Flask, env: Mapping[str, str]) -> None:
    """Load the allow-listed plugins; `ASAR_SAFE_MODE=1` loads core alone."""
    names = (
        []
        if env.get("ASAR_SAFE_MODE") == "1"
        else [n.strip() for n in env.get("ASAR_PLUGINS", "").split(",") if n.strip()]
    )
    folder = Path(env.get("ASAR_PLUGINS_FOLDER", FOLDER))
    app.extensions["plugins"] = Plugins(names, folder)
