"""A word of the domain stands once: measures, evidence, types, categories and roles are the language's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.language import categories, clauses, evidence, gatherings, measures, publications, roles
from tests.house.code import docstring_of, files, name, nodes

QUOTED = re.compile(r"'(\w+)'")
NARROWED = re.compile(r"(\w+)\[.*\]")
# Words that are names of other things too: kinds of records and papers, parts of a plan, "the rest".
PAPERS = {"act", "agreement", "application", "final_presentation", "memorandum", "report"}
ORDINARY = PAPERS | {"grantor", "media", "other"}
EXEMPT = ("shared/language/", "deploy/demo/", "deploy/bench/")


@cache
def codes() -> set[str]:
    """Every name that only the language may spell."""
    named = {*evidence.KINDS, *gatherings.TYPES, *gatherings.ALIASES, *measures.measures()}
    named |= {*publications.KINDS, *categories.CATEGORIES, *roles.ROLES}
    return (named | {*clauses.COMPARATORS, *clauses.CHECKED, clauses.DISABILITY}) - ORDINARY


def texts(path: Path) -> Iterator[ast.Constant]:
    """The text literals of a file that are no docstrings."""
    docs = {id(found.value) for node in nodes(path) if (found := docstring_of(node))}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def spelt(text: str) -> set[str]:
    """The codes a literal spells: as the whole of it, as a narrowed measure, or quoted in SQL."""
    narrowed = NARROWED.fullmatch(text)
    return {text, narrowed[1] if narrowed else text, *QUOTED.findall(text)} & codes()


def test_no_word_of_the_language_is_spelt_outside_it() -> None:
    assert not [
        f"{name(path)}:{node.lineno}: {', '.join(sorted(found))}"
        for path in files("services", "shared", "plugins", "deploy")
        if not name(path).startswith(EXEMPT)
        for node in texts(path)
        if (found := spelt(node.value))
    ]
