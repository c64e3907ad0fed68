"""The contract every plugin keeps, tried one promise after another; each says what was found."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

import typst
from jinja2 import Environment, TemplateSyntaxError

from deploy.settings import ROOT
from shared.plugins.loading import Place, module_of
from shared.plugins.reading import Wrong, nearest
from shared.plugins.regionfile import FILE, RegionFile
from shared.plugins.trying import name_of

PUBLIC = ("shared.plugins.specifications", "shared.language")
PUBLIC_IN_TESTS = (*PUBLIC, "shared.plugins.trying")
OURS = ("shared", "services", "deploy", "plugins")
OUR_TEMPLATES = (*sorted(ROOT.glob("services/*/templates")), ROOT / "shared/ui/templates")
CHILD_SECONDS, TEST_SECONDS = 120, 300
Verdict = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True)
class Found:
    """What one part of the check found."""

    verdict: Verdict
    words: str


def check(folder: Path) -> Iterator[Found]:
    """Everything about the plugin of a folder, in the order it is mended; what cannot be gone on after
    ends it."""
    try:
        place, name = folder.resolve(), name_of(folder.resolve())
        package = Place(module := module_of(name, place / "pyproject.toml"), place / module.replace(".", "/"))
        yield from distribution(place, name, package)
        file = RegionFile(package.file)
    except Wrong as error:
        yield Found("wrong", said(error))
        return
    yield Found("ok", f"{FILE} is understood, down to the last value")
    yield from (*same_names(name, file), *languages(file), *imports(place, package.folder))
    yield from templates(package.folder)
    yield from drawings(package.folder)
    yield from (*in_a_process_of_its_own(place), *own_tests(place))


def said(error: Wrong) -> str:
    """What is wrong, with the file where the words do not name one."""
    return str(error) if "pyproject" in str(error) or "folder" in str(error) else f"{FILE}: {error}"


def distribution(place: Path, name: str, package: Place) -> Iterator[Found]:
    """Whether what is installed would carry everything the plugin needs."""
    if not (package.folder / "__init__.py").exists():
        raise Wrong(f"pyproject.toml names the module “{package.module}”, and there is no such folder here")
    project = tomllib.loads((place / "pyproject.toml").read_text("utf-8"))
    carried = project.get("tool", {}).get("setuptools", {}).get("package-data", {}).get(package.module, [])
    beside = [file.relative_to(package.folder).as_posix() for file in files_beside(package.folder)]
    left = [file for file in beside if not any(carries(pattern, file) for pattern in carried)]
    if left:
        yield Found("wrong", f"pyproject.toml: package-data does not carry {', '.join(left)}")
        return
    yield Found("ok", f"“{name}” is a distribution that carries its files")


def carries(pattern: str, file: str) -> bool:
    """Whether a pattern of package-data means a file, as setuptools reads it: only ** goes through
    folders."""
    return fnmatch(file, pattern) and ("**" in pattern or file.count("/") == pattern.count("/"))


def files_beside(package: Path) -> list[Path]:
    """The files of a package that are not code."""
    found = (file for file in sorted(package.rglob("*")) if file.is_file())
    return [file for file in found if file.suffix != ".py" and "__pycache__" not in file.parts]


def same_names(name: str, file: RegionFile) -> Iterator[Found]:
    """Whether the file and the distribution speak of one plugin."""
    project = tomllib.loads((file.file.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {"name": name, "version": str(project.get("version", ""))}
    for key, value in wanted.items():
        if (own := getattr(file.manifest, key)) != value:
            yield Found("wrong", f"{FILE}: plugin.{key} is “{own}”, in pyproject.toml it is “{value}”")
    if all(getattr(file.manifest, key) == value for key, value in wanted.items()):
        yield Found("ok", f"name and version {file.manifest.version} are the same in both files")


def languages(file: RegionFile) -> Iterator[Found]:
    """Words whose Kazakh is the Russian left as it was."""
    copied = sorted(
        place
        for place, words in spoken(tomllib.loads(file.file.read_text("utf-8")), "")
        if words.get("ru") == words.get("kk") and " " in str(words["ru"])
    )
    if copied:
        yield Found("warning", f"{FILE}: the Kazakh is the Russian word for word: {', '.join(copied)}")
    else:
        yield Found("ok", "Russian and Kazakh are complete")


def spoken(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every {ru, kk, …} of a file, with its place."""
    if isinstance(part, list):
        for number, inner in enumerate(part):
            yield from spoken(inner, f"{place}[{number}]")
    elif isinstance(part, dict):
        if "ru" in part:
            yield place, part
        for key, inner in part.items():
            yield from spoken(inner, f"{place}.{key}" if place else key)


def templates(package: Path) -> Iterator[Found]:
    """Whether every template of its own can be read and stands in for one of ours."""
    folder = package / "templates"
    own = {str(file.relative_to(folder)): file for file in sorted(folder.rglob("*.html"))}
    known = [str(file.relative_to(place)) for place in OUR_TEMPLATES for file in place.rglob("*.html")]
    wrong = [words for name, file in own.items() if (words := wrong_with(name, file, known))]
    yield from (Found("wrong", words) for words in wrong)
    if own and not wrong:
        yield Found("ok", f"{len(own)} of its templates can be read and stand in for ours")


def wrong_with(name: str, file: Path, known: list[str]) -> str:
    """Why a template cannot stand in for one of ours; "" when it can."""
    if name not in known:
        return f"templates/{name}: no page of ours is called so; {nearest(name, known)}"
    try:
        Environment(extensions=["jinja2.ext.i18n"]).parse(file.read_text("utf-8"))
    except TemplateSyntaxError as error:
        return f"templates/{name}:{error.lineno}: {error.message}"
    return ""


def drawings(package: Path) -> Iterator[Found]:
    """Whether every template of papers can be read as Typst; what it draws needs a paper."""
    own = sorted(package.rglob("*.typ"))
    wrong = [f"{file.relative_to(package)}: {words}" for file in own if (words := unreadable(file))]
    yield from (Found("wrong", words) for words in wrong)
    if own and not wrong:
        yield Found("ok", f"{len(own)} of its papers can be read")


def unreadable(file: Path) -> str:
    """Why a file is no Typst; "" when it is: it is read inside a function that nobody calls."""
    try:
        typst.compile(f"#let never() = [\n{file.read_text('utf-8')}\n]".encode())
    except (typst.TypstError, UnicodeDecodeError) as error:
        return str(error)
    return ""


def imports(place: Path, package: Path) -> Iterator[Found]:
    """What of ours the plugin imports; only the hooks and the language are promised to stay."""
    wrong = [
        Found(
            "wrong",
            f"{file.relative_to(place)}:{line} imports {module}: a plugin sees only {' and '.join(PUBLIC)}",
        )
        for file in sorted(place.rglob("*.py"))
        for line, module in imported(file)
        if not module.startswith(PUBLIC if file.is_relative_to(package) else PUBLIC_IN_TESTS)
    ]
    yield from wrong or [Found("ok", "it imports nothing of ours but the hooks and the language")]


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Our modules a file imports, with their lines; none of one that cannot be parsed: it will not load."""
    try:
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    except (SyntaxError, ValueError):
        return
    for node in nodes:
        named = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        named += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        line = getattr(node, "lineno", 0)
        yield from ((line, module) for module in named if module.split(".")[0] in OURS)


def in_a_process_of_its_own(place: Path) -> Iterator[Found]:
    """Load it and ask it everything, where it can end nobody's process but its own."""
    command = [sys.executable, "-P", "-m", "deploy.authoring.asking", str(place)]
    lines, ended = told(command, CHILD_SECONDS, ROOT)
    rows = [json.loads(line) for line in lines if line.startswith('{"verdict"')]
    yield from (Found(**row) for row in rows if row["words"] and row["verdict"] != "now")
    if not rows or rows[-1]["words"]:
        where = rows[-1]["words"] if rows else "its import"
        yield Found("wrong", f"{where}: the process does not outlive it ({ended})")


def told(command: list[str], seconds: int, folder: Path) -> tuple[list[str], str]:
    """The lines a command prints, and how it ended in words."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, cwd=folder)
    except subprocess.TimeoutExpired:
        return [], f"it did not end within {seconds} s"
    return done.stdout.splitlines(), f"it ended with {done.returncode}"


def own_tests(place: Path) -> Iterator[Found]:
    """The plugin's own tests."""
    if not list(place.glob("tests/test_*.py")):
        yield Found("warning", "it has no tests of its own (tests/test_….py)")
        return
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-p", "no:randomly", "--rootdir", str(place)]
    command = [sys.executable, "-m", "pytest", *options, str(place / "tests")]
    lines, ended = told(command, TEST_SECONDS, place)
    last = lines[-1].strip("= ") if lines else ended
    if ended == "it ended with 0":
        yield Found("ok", f"its own tests: {last}")
    else:
        yield Found("wrong", "its own tests fail:\n" + "\n".join(lines[-30:] or [ended]))


def exit_code(found: list[Found], tell: Callable[[str], None]) -> int:
    """Print what was found; 1 where something is wrong."""
    marks = {"ok": "  ok  ", "warning": " look ", "wrong": "WRONG "}
    for each in found:
        tell(f"{marks[each.verdict]} {each.words}")
    wrong = sum(each.verdict == "wrong" for each in found)
    tell(f"\n{wrong} to mend." if wrong else "\nThe plugin keeps the contract.")
    return 1 if wrong else 0
