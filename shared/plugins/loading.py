"""Finding and loading plugins; for one that does not load, what it would have answered and where."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import sys
import tomllib
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pluggy

from shared.language import regions
from shared.plugins.beforehand import survives
from shared.plugins.deadline import within
from shared.plugins.deaths import IMPORT, Marks, died_in, fingerprint
from shared.plugins.reading import EVERYWHERE, Wrong, nearest
from shared.plugins.regionfile import ANSWERS, FILE, RegionFile, manifest_of, own_table, tables_of
from shared.plugins.specifications import API_VERSION, RULES, Specifications
from shared.plugins.values import Value

FOLDER = Path(__file__).resolve().parent.parent.parent / "plugins"
CORE, IMPORT_SECONDS, SETTINGS = "core", 10.0, "settings"
ENDED = "a process ended while it asked this plugin ({0}); it is tried again when its files change"
MONEY = ("budget_caps",)
DATA = (FILE, ".svg", ".html", ".typ", ".po", ".mo")  # what the core reads; anything else its code may read


@dataclass(frozen=True)
class Implementation:
    """One function a plugin answers a hook with. Core's own and those of region.toml are ours and
    called as they are; `settings` are what an administrator set."""

    plugin: str
    hook: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    ours: bool
    settings: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """A plugin in use: where it applies, what it answers; `code` is the fingerprint of what was imported."""

    name: str
    title: str
    version: str
    regions: frozenset[str]
    file: RegionFile
    implementations: tuple[Implementation, ...]
    code: str

    @property
    def fingerprint(self) -> str:
        """What its files come to: another as soon as one of them changes."""
        return fingerprint(self.file.file.parent)

    def valued(self, kept: Mapping[str, Value]) -> Loaded:
        """The same with values for its settings. Wrong where the file cannot be read with them."""
        file = RegionFile(self.file.file, kept)
        functions = [each for each in self.implementations if not is_of_file(each)]
        own = [replace(each, settings=file.values) for each in functions]
        return replace(self, file=file, implementations=(*registered(self.name, file, True), *own))

    def answering(self, hook: str) -> list[Implementation]:
        """What it answers a hook with: its file, then its code."""
        return [each for each in self.implementations if each.hook == hook]


@dataclass(frozen=True)
class Absent:
    """A plugin that did not load: why, where it would apply, and what it would have answered as far as
    can be told."""

    name: str
    reason: str
    regions: frozenset[str]
    hooks: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where a plugin's code is: the module to import, and its folder."""

    module: str
    folder: Path

    @property
    def file(self) -> Path:
        """Its region.toml."""
        return self.folder / FILE


def is_of_file(each: Implementation) -> bool:
    """Whether a plugin's region.toml answers, no function of its own."""
    return isinstance(getattr(each.function, "__self__", None), RegionFile)


def load(name: str, folder: Path, marks: Marks) -> Loaded | Absent:
    """The plugin, or why it is left out."""
    place = None
    try:
        place = find(name, folder)
        return loaded(name, place, marks)
    except Exception as error:
        return Absent(name, words_of(error, place), reach(name, place), would_answer(place))


def words_of(error: BaseException, place: Place | None) -> str:
    """Why a plugin did not load, for people: our own words as they are, anything else with what it
    calls itself and the line."""
    if isinstance(error, Wrong):
        return str(error)
    line = line_of(error, place.folder) if place else ""
    return f"its code cannot be loaded: {type(error).__name__}: {error}"[:1000] + line


def line_of(error: BaseException, package: Path) -> str:
    """The innermost line of a package on the way to an error, as “ (asar_caspian/rules.py:33)”."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [step for step in steps if Path(step.filename).is_relative_to(package)]
    return f" ({Path(own[-1].filename).relative_to(package.parent)}:{own[-1].lineno})" if own else ""


def loaded(name: str, place: Place, marks: Marks) -> Loaded:
    """Read the file, import the code, check that it asks nothing of the loader. Wrong."""
    if hook := died_in(marks.folder, name, place.folder):
        raise Wrong(ENDED.format(hook))
    file, answers = read_once(name, place, fingerprint(place.folder))
    manifest = file.manifest
    if not compatible(manifest.api):
        raise Wrong(f"made for API {manifest.api}, this is {API_VERSION}")
    module = imported(name, place, marks)
    ours = name == CORE
    functions = (replace(each, settings=file.values) for each in registered(name, module, ours))
    implementations = (*answers, *functions)
    of = frozenset(manifest.regions)
    code = fingerprint(place.folder, without=DATA)
    return Loaded(name, manifest.title, manifest.version, of, file, implementations, code)


@lru_cache(maxsize=64)
def read_once(name: str, place: Place, _files: str) -> tuple[RegionFile, tuple[Implementation, ...]]:
    """The plugin's data and what they answer, read once for all services of a process as long as its files
    are these. Wrong."""
    file = read_file(place)
    return file, tuple(registered(name, file, True))


def read_file(place: Place) -> RegionFile:
    """The plugin's data. Wrong names the file too."""
    try:
        return RegionFile(place.file)
    except Wrong as error:
        raise Wrong(f"{FILE}: {error}") from error


def imported(name: str, place: Place, marks: Marks) -> Any:
    """The plugin's module, imported within its time, the first time in a fork before; whatever it raises is
    only its own failure."""
    if name != CORE and not survives(name, place.module, place.folder, marks, IMPORT_SECONDS):
        raise Wrong(ENDED.format(IMPORT))
    with marks.during(name, IMPORT):
        try:
            return within(IMPORT_SECONDS, lambda: importlib.import_module(place.module), f"import of {name}")
        except Exception:
            raise
        except BaseException as error:
            raise Wrong(f"its code cannot be loaded: it ends the process ({type(error).__name__})") from error


def forget(name: str, folder: Path) -> None:
    """Let a plugin's code be imported anew by whoever loads it next in this process."""
    with suppress(Wrong):
        module = find(name, folder).module
        for each in [each for each in sys.modules if f"{each}.".startswith(f"{module}.")]:
            del sys.modules[each]


def registered(name: str, part: Any, ours: bool) -> list[Implementation]:
    """What a part of a plugin answers; an unknown hook, a wrapper or an order of its own is Wrong."""
    manager = pluggy.PluginManager("asar")
    manager.add_hookspecs(Specifications)
    for hook in RULES:  # whatever a function is asked, it may ask for the settings
        getattr(manager.hook, hook).spec.argnames += (SETTINGS,)
    manager.register(part, name)
    check_known(manager)
    found = [
        (caller.name, each)
        for caller in manager.get_hookcallers(part) or ()
        for each in caller.get_hookimpls()
    ]
    for hook, each in found:
        if each.wrapper or each.hookwrapper or each.tryfirst or each.trylast:
            raise Wrong(f"{hook}: wrappers, tryfirst and trylast are not allowed")
    return [Implementation(name, hook, each.function, tuple(each.argnames), ours) for hook, each in found]


def check_known(manager: pluggy.PluginManager) -> None:
    """Refuse a function marked as a hook that there is not."""
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        marked = re.search(r"unknown hook '(\w+)'", str(error))
        word = marked[1] if marked else ""
        raise Wrong(f"there is no hook “{word}”; {nearest(word, RULES)}") from error


def find(name: str, folder: Path) -> Place:
    """Where a plugin is: an installed distribution, or a folder of `plugins/`; nothing of it is
    imported. Wrong."""
    for point in installed():
        if (
            point.name == name
            and (spec := importlib.util.find_spec(point.module.split(".")[0]))
            and spec.origin
        ):
            return Place(point.module, Path(spec.origin).parent.joinpath(*point.module.split(".")[1:]))
    project = (FOLDER if name == CORE else folder) / name / "pyproject.toml"
    if not project.exists():
        raise Wrong(f"there is no plugin “{name}”: neither installed nor in {folder.name}/")
    module = module_of(name, project)
    if str(project.parent) not in sys.path:
        sys.path.append(str(project.parent))
    return Place(module, project.parent.joinpath(*module.split(".")))


@cache
def installed() -> tuple[EntryPoint, ...]:
    """The plugins among the installed distributions, looked for once a process: each of eight plugins in each
    of four services read the lists of a hundred distributions."""
    return tuple(entry_points(group="asar.plugins"))


def module_of(name: str, project: Path) -> str:
    """The module a pyproject.toml names for the plugin. Wrong."""
    try:
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"]["asar.plugins"][name])
    except (KeyError, TypeError, ValueError) as error:
        raise Wrong(f"pyproject.toml names no entry point “{name}” in the group asar.plugins") from error


def reach(name: str, place: Place | None) -> frozenset[str]:
    """Where a plugin that did not load would apply: by its [plugin], else by its name, else everywhere."""
    try:
        return frozenset(manifest_of(place.file).regions) if place else by_name(name)
    except Wrong:
        return regions_written(place) or by_name(name)


def regions_written(place: Place | None) -> frozenset[str]:
    """The regions that can be made out in a [plugin] that is not right."""
    try:
        written = own_table(place.file).get("regions", []) if place else []
    except Wrong:
        return frozenset()
    found = [
        regions.find(text)
        for text in (written if isinstance(written, list) else [written])
        if type(text) is str
    ]
    return frozenset(region.code for region in found if region)


def by_name(name: str) -> frozenset[str]:
    """The region a plugin is named after, or everywhere."""
    region = regions.find(name)
    return frozenset([region.code if region else EVERYWHERE])


def would_answer(place: Place | None) -> frozenset[str]:
    """The hooks a plugin that did not load has an answer to: all of them where its files cannot be read,
    of one that is not here at all what moves money."""
    if place is None:
        return frozenset(MONEY)
    try:
        tables = tables_of(place.file)
        code = ast.parse((place.folder / "__init__.py").read_text("utf-8"))
    except (Wrong, OSError, SyntaxError, ValueError):
        return frozenset(RULES)
    written = {node.name for node in ast.walk(code) if isinstance(node, ast.FunctionDef)} & set(RULES)
    return frozenset(written | {hook for table, hook in ANSWERS.items() if table in tables})


def compatible(wanted: str) -> bool:
    """Whether `~=1.0` (same major, at least this minor) fits our API version."""
    match = re.fullmatch(r"~=(\d+)\.(\d+)", wanted)
    major, minor = map(int, API_VERSION.split("."))
    return match is not None and int(match[1]) == major and int(match[2]) <= minor
