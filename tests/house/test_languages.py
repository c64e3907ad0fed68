"""No hole in the Russian and Kazakh catalogues: pages, code, domain errors, validation."""
from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.code import ROOT, files, tree

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext.babel_extract")]
FOLDERS = ("services", "shared", "plugins/core")
NAMED = re.compile(r"%\((\w+)\)s")
VALIDATION = {"Missing data for required field.", "Unknown field.", "Not a valid date.", "Not a valid UUID.", "Not a valid integer.",
              "Not a valid number.", "Not a valid URL.", "Not a valid string.", "Field may not be null.", "Not a valid boolean."}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every translated message of a language."""
    found: dict[str, str] = {}
    for path in files("services", "shared", "plugins", ending=".po"):
        if path.parent.parent.name == language:
            with path.open("rb") as file:
                found |= {key(message.id): key(message.string) for message in read_po(file) if message.id and message.string and not message.fuzzy}
    return found


def key(text: str | tuple[str, ...] | list[str]) -> str:
    """A message or the first of its plural forms."""
    return text if isinstance(text, str) else text[0]


@cache
def messages() -> dict[str, str]:
    """Every message somebody may see, with the file it is in."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for name, _line, message, _comments, _context in extract_from_dir(
                str(ROOT / folder), METHODS, options_map={"**/templates/**.html": {"trimmed": "true", "silent": "false"}},
                keywords={"_": None, "gettext": None, "ngettext": (1, 2)}, ):
            found[key(message)] = f"{folder}/{name}"
    return found | {text: name for text, name in refusals().items()} | dict.fromkeys(VALIDATION, "marshmallow")


@cache
def refusals() -> dict[str, str]:
    """Docstrings of refusals: the classes with a `code` of their own, and the plain HTTP answers."""
    found: dict[str, str] = {}
    for path in files("services", "shared"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and any(is_code(item) for item in node.body):
                found[(ast.get_docstring(node) or "").strip()] = str(path.relative_to(ROOT))
    return found


def is_code(node: ast.stmt) -> bool:
    """Whether the statement is `code = "…"` or `code, status = …`."""
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    names = [item.id for item in (target.elts if isinstance(target, ast.Tuple) else [target]) if isinstance(item, ast.Name)]
    return "code" in names


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_message_is_translated(language: str) -> None:
    missing = {text: where for text, where in messages().items() if text not in catalogue(language)}
    assert not missing, f"{len(missing)} without {language}"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_keep_their_parameters(language: str) -> None:
    wrong = {text: said for text, said in catalogue(language).items() if set(NAMED.findall(said)) - set(NAMED.findall(text))}
    assert not wrong


def test_error_codes_are_unique_in_a_service() -> None:
    codes: dict[tuple[str, str], list[str]] = {}
    for path in files("services", "shared"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                for item in node.body:
                    if is_code(item) and (code := constant(item)):
                        codes.setdefault((place(path), code), []).append(node.name)
    assert not {code: names for code, names in codes.items() if len(set(names)) > 1}


def constant(item: ast.stmt) -> str:
    """The first text assigned."""
    assert isinstance(item, ast.Assign)
    value = item.value.elts[0] if isinstance(item.value, ast.Tuple) else item.value
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def place(path: Path) -> str:
    """The service of a file, or shared."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "services" else parts[0]
