"""Where the house stands: the figures of its code beside what is wanted, computed and never typed."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from tests.house.code import (
    DOORS,
    PRODUCT,
    ROOT,
    RULES,
    SERVICES,
    code_lines,
    files,
    functions,
    imports,
    tree,
)
from tests.house.test_tiers import dotted, tier

VOCABULARY = DOORS | RULES | {"__init__", "models", "noun", "service", "db"}
COMMITS = 100


def nodes(function: ast.AST) -> int:
    """How many syntax nodes a function has: a limit in lines alone is met by width."""
    return sum(1 for _ in ast.walk(function))


def spread(values: Iterable[float]) -> str:
    """The median and the ninth decile."""
    found = sorted(values)
    return f"{found[len(found) // 2]:g} · {found[len(found) * 9 // 10]:g}" if found else "–"


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


@cache
def all_functions() -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Every function of the product."""
    return tuple(node for path in files(*PRODUCT) for node in functions(path))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function."""
    return (function.end_lineno or 0) - function.lineno + 1


def function_lines() -> str:
    """Lines a function."""
    return spread(lines_of(node) for node in all_functions())


def route_lines() -> str:
    """Lines a route."""
    doors = [path for path in files("services") if path.stem in ("api", "views", "internal")]
    return spread(lines_of(node) for path in doors for node in functions(path) if node.decorator_list)


def function_nodes() -> str:
    """Syntax nodes a function."""
    return spread(nodes(node) for node in all_functions())


def nodes_a_line() -> str:
    """Syntax nodes a line of code."""
    paths = files(*PRODUCT)
    whole = sum(nodes(tree(path)) for path in paths)
    return f"{whole / sum(code_lines(path) for path in paths):.1f}"


def wide(paths: Iterable[Path], most: int) -> str:
    """Lines wider than `most`."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return str(sum(len(line) > most for line in lines))


@cache
def commits() -> tuple[frozenset[tuple[str, ...]], ...]:
    """The places, (service, noun), that each of the last commits of several files touches."""
    command = ["git", "log", "--no-merges", f"-{COMMITS}", "--format=%x00", "--name-only"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    listed = [text.split() for text in told.split("\0")]
    return tuple(frozenset(places(paths)) for paths in listed if len(paths) > 1 and places(paths))


def places(paths: Sequence[str]) -> set[tuple[str, ...]]:
    """The (service, noun) of each path; templates and tests belong to what they show and test."""
    found = [re.match(r"(?:services|tests)/(\w+)/(?:templates/\w+/|test_)?(\w+)", path) for path in paths]
    return {match.groups() for match in found if match and match[1] in SERVICES}


def within(depth: int) -> str:
    """Commits of several files that stay inside one service (1) or one noun (2)."""
    inside = sum(len({place[:depth] for place in touched}) == 1 for touched in commits())
    return share(inside, len(commits()))


def noun_files() -> list[Path]:
    """The files of noun folders."""
    return [path for path in files("services") if len(path.relative_to(ROOT).parts) > 3]


def named_by_vocabulary() -> str:
    """Files whose own name or whose folder's is in the vocabulary, or that stand in a pure room."""
    known = [path for path in noun_files() if tier(dotted(path)) is not None]
    return share(len(known), len(noun_files()))


def without_tier() -> str:
    """Lines of services in files the law of tiers does not know."""
    unknown = [path for path in noun_files() if tier(dotted(path)) is None]
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in unknown)
    return str(lines)


def mutual() -> str:
    """Pairs of nouns of one service that import each other."""
    seen = {
        (parts[1], parts[2], module.split(".")[2])
        for path in noun_files()
        for _, module in imports(path)
        if (parts := path.relative_to(ROOT).parts) and module.startswith(f"services.{parts[1]}.")
    }
    nouns = sorted({(service, noun) for service, noun, _ in seen})
    both = [
        (one, two)
        for one, two in combinations(nouns, 2)
        if one[0] == two[0] and {(*one, two[1]), (*two, one[1])} <= seen
    ]
    return str(len(both))


def ways_to_commit() -> str:
    """Files that end a transaction themselves."""
    calls = re.compile(r"\.commit\(|\.begin\(\) as")
    found = [path for path in files("services", "shared") if calls.search(path.read_text("utf-8"))]
    return f"{len(found)} files"


def evidence_designs() -> str:
    """Tables, or the shape of one, that keep the hash of a file as a column of their own."""
    column = re.compile(r"^    sha256\s*(?::|=).*(?:Column|mapped_column)", re.M)
    return str(sum(len(column.findall(path.read_text("utf-8"))) for path in files("services", "shared")))


def untyped() -> str:
    """Lines that pass a `dict[str, Any]`."""
    return str(sum(path.read_text("utf-8").count("dict[str, Any]") for path in files(*PRODUCT)))


def typed() -> str:
    """Whether a type checker runs among the tests."""
    return "in the tests" if "[tool.mypy]" in (ROOT / "pyproject.toml").read_text("utf-8") else "none"


def table() -> list[tuple[str, str, str]]:
    """What is measured, today's figure and what is wanted."""
    return [
        ("lines a function, median · p90", function_lines(), "6 · 13"),
        ("lines a route, median · p90", route_lines(), "5 · 11"),
        ("syntax nodes a function, median · p90", function_nodes(), "≤ 55 · 150"),
        ("syntax nodes a line of code", nodes_a_line(), "≤ 6"),
        ("lines of code over 110 characters", wide(files(*PRODUCT), 110), "0"),
        ("lines of templates over 160", wide(files(*PRODUCT, ending=".html"), 160), "0"),
        (f"of the last {COMMITS} commits, those of several files in one service", within(1), "90 %"),
        ("… in one noun", within(2), "70 %"),
        ("files whose name or folder tells their tier", named_by_vocabulary(), "≥ 90 %"),
        ("lines of services whose tier no test knows", without_tier(), "0"),
        ("pairs of nouns that import each other", mutual(), "0"),
        ("ways to commit", ways_to_commit(), "1 (the door; outbox and jobs beside it)"),
        ("evidence designs", evidence_designs(), "1"),
        ("dict[str, Any]", untyped(), "JSON edges only"),
        ("type checker", typed(), "in the tests"),
    ]
