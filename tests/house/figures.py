"""Where the house stands: the figures of its code beside what is wanted, computed and never typed."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.house.code import (
    PRODUCT,
    ROOT,
    SERVICES,
    code_lines,
    files,
    functions,
    imports,
    name,
    tree,
)
from tests.house.test_tiers import dotted, tier

COMMITS = 100
UNTYPED = "dict[str, Any]"
DOOR_AND_QUEUE = ("shared/doors/transaction.py", "shared/queue/")
APART = "apart from the request, which may be refused: attempts to sign in, refused access, a plugin's fault"


@dataclass(frozen=True)
class Row:
    """What is measured, today's figure, what is wanted, whether it is so, and why not where it is not."""

    what: str
    today: str
    wanted: str
    met: bool
    why: str = ""


def at_most(what: str, today: float, most: float, why: str = "", unit: str = "") -> Row:
    """A figure that is to be small."""
    return Row(what, f"{today:g}{unit}", f"{'≤ ' if most else ''}{most:g}{unit}", today <= most, why)


def at_least(what: str, today: float, least: float, why: str = "") -> Row:
    """A share, in per cent, that is to be large."""
    return Row(what, f"{today:.0f} %", f"≥ {least:g} %", round(today) >= least, why)


def both_at_most(what: str, values: Iterable[float], median: float, ninth: float, why: str = "") -> Row:
    """A median and a ninth decile that are to be small."""
    middle, high = spread(values)
    met = middle <= median and high <= ninth
    return Row(f"{what}, median · p90", f"{middle:g} · {high:g}", f"≤ {median:g} · {ninth:g}", met, why)


def nodes(function: ast.AST) -> int:
    """How many syntax nodes a function has: a limit in lines alone is met by width."""
    return sum(1 for _ in ast.walk(function))


def spread(values: Iterable[float]) -> tuple[float, float]:
    """The median and the ninth decile."""
    found = sorted(values)
    return found[len(found) // 2], found[len(found) * 9 // 10]


def share(part: int, whole: int) -> float:
    """A part of a whole in per cent."""
    return 100 * part / whole if whole else 100.0


@cache
def all_functions() -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Every function of the product."""
    return tuple(node for path in files(*PRODUCT) for node in functions(path))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function."""
    return (function.end_lineno or 0) - function.lineno + 1


def routes() -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function a door answers with."""
    doors = [path for path in files("services") if path.stem in ("api", "views", "internal")]
    return (node for path in doors for node in functions(path) if node.decorator_list)


def nodes_a_line() -> float:
    """Syntax nodes a line of code."""
    paths = files(*PRODUCT)
    return round(sum(nodes(tree(path)) for path in paths) / sum(map(code_lines, paths)), 1)


def wide(paths: Iterable[Path], most: int) -> int:
    """Lines wider than `most`."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return sum(len(line) > most for line in lines)


@cache
def commits() -> tuple[tuple[str, ...], ...]:
    """The paths of each of the last commits of several files."""
    command = ["git", "log", "--no-merges", f"-{COMMITS}", "--format=%x00", "--name-only"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    listed = [tuple(text.split()) for text in told.split("\0")]
    return tuple(paths for paths in listed if len(paths) > 1)


@cache
def nouns() -> frozenset[tuple[str, str]]:
    """Every (service, noun)."""
    return frozenset((path.parts[-3], path.parts[-2]) for path in files("services") if path.name == "noun.py")


def services_of(paths: Iterable[str]) -> set[str]:
    """The services whose code or tests stand at the paths."""
    found = [re.match(r"(?:services|tests)/(\w+)/", path) for path in paths]
    return {match[1] for match in found if match and match[1] in SERVICES}


def nouns_of(paths: Iterable[str]) -> set[tuple[str, ...]]:
    """The nouns whose code or templates stand at the paths; catalogues and migrations are the service's."""
    found = [re.match(r"services/(\w+)/(?:templates/\w+/)?(\w+)/", path) for path in paths]
    return {match.groups() for match in found if match and match.groups() in nouns()}


def inside_one(places: Callable[[Iterable[str]], set[Any]]) -> float:
    """Of the commits that touch such places at all, the share that stays inside one."""
    touched = [found for paths in commits() if (found := places(paths))]
    return share(sum(len(found) == 1 for found in touched), len(touched))


def noun_files() -> list[Path]:
    """The files of noun folders; what makes a folder a package holds nothing."""
    return [
        path
        for path in files("services")
        if path.name != "__init__.py" and path.relative_to(ROOT).parts[1:3] in nouns()
    ]


def without_tier() -> list[Path]:
    """Files of nouns the law of tiers does not know."""
    return [path for path in noun_files() if tier(dotted(path)) is None]


def lines_without_tier() -> int:
    """Lines of services in files the law of tiers does not know."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in without_tier())


def named_by_vocabulary() -> float:
    """Files whose own name or whose folder's is in the vocabulary, or that stand in a pure room."""
    return 100 - share(len(without_tier()), len(noun_files()))


def mutual() -> int:
    """Pairs of nouns of one service that import each other."""
    seen = {
        (parts[1], parts[2], module.split(".")[2])
        for path in noun_files()
        for _, module in imports(path)
        if (parts := path.relative_to(ROOT).parts) and module.startswith(f"services.{parts[1]}.")
    }
    return sum(
        one[0] == two[0] and {(*one, two[1]), (*two, one[1])} <= seen
        for one, two in combinations(sorted(nouns()), 2)
    )


def ways_to_commit() -> int:
    """Files, but the door and the queue, that end a transaction themselves."""
    calls = re.compile(r"(?<!transaction)\.commit\(|\.begin\(\) as")
    return sum(
        bool(calls.search(path.read_text("utf-8")))
        for path in files("services", "shared")
        if not name(path).startswith(DOOR_AND_QUEUE)
    )


def evidence_designs() -> int:
    """Tables, or the shape of one, that keep the hash of a file as a column of their own."""
    column = re.compile(r"^    sha256\s*(?::|=).*(?:Column|mapped_column)", re.M)
    return sum(len(column.findall(path.read_text("utf-8"))) for path in files("services", "shared"))


def saved_meanwhile() -> int:
    """Refusals that say somebody else saved what a form is about: each is a mechanism of its own."""
    said = re.compile(r'"""Somebody else saved this meanwhile\.')
    return sum(len(said.findall(path.read_text("utf-8"))) for path in files("services", "shared"))


def untyped(*folders: str) -> int:
    """Lines that pass a `dict[str, Any]`."""
    return sum(path.read_text("utf-8").count(UNTYPED) for path in files(*folders))


def typed() -> bool:
    """Whether a type checker runs among the tests."""
    return "[tool.mypy]" in (ROOT / "pyproject.toml").read_text("utf-8")


def shared_share() -> float:
    """Code of shared/ without the language, in per cent of the product's."""
    floors = [path for path in files("shared") if not name(path).startswith("shared/language/")]
    return round(share(sum(map(code_lines, floors)), sum(map(code_lines, files(*PRODUCT)))), 1)


def table() -> list[Row]:
    """The targets of the house with today's figures; what is missed says why."""
    return [*of_functions(), *of_lines(), *of_commits(), *of_places(), *of_ways(), *of_types()]


def of_functions() -> list[Row]:
    """How large functions are."""
    airy = "since lines end at 110 characters a call takes several; in nodes functions have shrunk, see below"
    still = "readers, documents and lists still do several things in a function; none is over 250 (a test)"
    return [
        both_at_most("lines a function", map(lines_of, all_functions()), 6, 13, airy),
        both_at_most("lines a route", map(lines_of, routes()), 5, 11, airy),
        both_at_most("syntax nodes a function", map(nodes, all_functions()), 55, 150, still),
    ]


def of_lines() -> list[Row]:
    """How dense and how wide lines are."""
    dense = "the formatter joins what fits into 110 characters; it falls as functions get smaller"
    return [
        at_most("syntax nodes a line of code", nodes_a_line(), 6, dense),
        at_most("lines of code over 110 characters", wide(files(*PRODUCT), 110), 0),
        at_most("lines of templates over 160", wide(files(*PRODUCT, ending=".html"), 160), 0),
    ]


def of_commits() -> list[Row]:
    """How far a change reaches."""
    floors = "a new floor of shared/ or a word of the language reaches every service that stands on it"
    cards = "a field that is shown elsewhere passes the noun that owns it and the one that shows it"
    return [
        at_least(f"the last {COMMITS} commits inside one service", inside_one(services_of), 90, floors),
        at_least("… inside one noun", inside_one(nouns_of), 70, cards),
    ]


def of_places() -> list[Row]:
    """Whether a place is known by its name."""
    counted = (
        "plugins, acts, proofs and the queue stand here (HOUSE §3); what only two services use must go back"
    )
    return [
        at_least("files whose name or folder tells their tier", named_by_vocabulary(), 90),
        at_most("lines of services whose tier no test knows", lines_without_tier(), 0),
        at_most("pairs of nouns that import each other", mutual(), 0),
        at_most("shared/ without the language, of the product", shared_share(), 10, counted, " %"),
    ]


def of_ways() -> list[Row]:
    """How many ways there are to do one thing."""
    derived = "reports index the proofs of records, to find one file under two lines"
    sheet = "the review's sheet keeps a mark for each row of hundreds, a form for each field"
    return [
        at_most("files that commit beside the door and the queue", ways_to_commit(), 0, APART),
        at_most("mechanisms for “another saved meanwhile”", saved_meanwhile(), 1, sheet),
        at_most("evidence designs", evidence_designs(), 1, derived),
    ]


def of_types() -> list[Row]:
    """How much is typed."""
    rows = "rows of lists, forms and documents; JSON columns and what third parties give stand among them"
    language = untyped("shared/language")
    return [
        at_most(f"{UNTYPED} in the language", language, 0, "a record is read from JSON and written to it"),
        at_most(f"{UNTYPED} elsewhere", untyped(*PRODUCT) - language, 0, rows),
        Row("type checker", "in the tests" if typed() else "none", "in the tests", typed()),
    ]
