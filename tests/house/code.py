"""The checkout as the house tests read it."""

from __future__ import annotations

import ast
import gc
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICES = ("registry", "events", "grants", "reports")
PRODUCT = ("services", "shared", "plugins", "deploy")
DOORS = {"api", "views", "tasks", "cli", "inbox", "internal", "pages", "app"}
RULES = {"operations", "queries", "schemas"}
QUOTES = re.compile("\"{3}|'{3}")


@cache
def files(*folders: str, ending: str = ".py") -> tuple[Path, ...]:
    """Tracked and new files below some folders, without migrations' generated bodies."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    found = (ROOT / name for name in listed if name.endswith(ending) and "/migrations/versions/" not in name)
    return tuple(path for path in found if path.exists())


def tree(path: Path) -> ast.Module:
    """The parsed source."""
    return trees(name(path).partition("/")[0])[path]


@cache
def trees(folder: str) -> dict[Path, ast.Module]:
    """The parsed sources of a folder of the checkout, all at once and for good: nothing of them is looked
    through for garbage, which takes longer than to parse them."""
    gc.collect()  # what is none of them is not kept
    gc.disable()
    try:
        return {path: ast.parse(path.read_text("utf-8")) for path in files(folder)}
    finally:
        gc.freeze()
        gc.enable()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the parsed source: a dozen laws look through them, and to walk there takes longer."""
    return tuple(ast.walk(tree(path)))


def name(path: Path) -> str:
    """The path inside the checkout."""
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module with its line; `from a import b` gives a and a.b."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    yield from (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def code_lines(path: Path) -> int:
    """Lines that hold code: no blank lines, comments or docstrings."""
    source = path.read_text("utf-8")
    docs = [doc for node in nodes(path) if (doc := docstring_of(node))]
    # To read a file token by token takes long: only one with a text of many lines has to be.
    plain = len(QUOTES.findall(source)) == 2 * len(docs)
    lines = written(source) if plain else spanned(source)
    return len(lines.difference(*(range(doc.lineno, (doc.end_lineno or 0) + 1) for doc in docs)))


def written(source: str) -> set[int]:
    """The lines with something but a comment on them."""
    lines = enumerate(map(str.strip, source.split("\n")), 1)
    return {number for number, line in lines if line and not line.startswith("#")}


def spanned(source: str) -> set[int]:
    """The lines that the tokens of a source span, comments excepted."""
    ignored = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
        tokenize.ENCODING,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in ignored:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def docstring_of(node: ast.AST) -> ast.Expr | None:
    """The docstring expression of a module, class or function."""
    if (
        not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        or not node.body
    ):
        return None
    first = node.body[0]
    is_text = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    return first if is_text else None
