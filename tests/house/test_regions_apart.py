"""A region's own stands in its plugin: no code of the product names a region, a partner or a face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from deploy.home.environment import listed_plugins
from shared.language.regions import ALL
from shared.plugins.asking import Plugins
from tests.house.code import files, name
from tests.house.test_language import texts

REGISTER = "shared/language/regions.py"
# What fills a suite for show, for measuring and for striking at it is about some place.
SEED = ("deploy/demo/", "deploy/bench/", "deploy/fuzz/")
EXAMPLE = re.compile(r'\{"example": "(\w+)"\}')
WORDS = re.compile(r"\w+")


@cache
def faces() -> set[str]:
    """Colours and partners' names, as the plugins say them."""
    plugins = Plugins(listed_plugins().split(","))
    own = [plugin.file.face for plugin in plugins.loaded if plugin.name != "core"]
    return {face.accent for face in own} | {word for face in own for word in face.name.values()}


@cache
def codes() -> set[str]:
    """How a region may be named in code."""
    return {region.code for region in ALL} | {word for region in ALL for word in (region.ru, region.kk)}


def ours(*endings: str) -> Iterator[Path]:
    """Files of the product that are nobody's region."""
    for ending in endings:
        for path in files("services", "shared", "deploy", ending=ending):
            if not name(path).startswith(SEED) and name(path) != REGISTER:
                yield path


def test_no_code_names_a_region_or_wears_its_face() -> None:
    wrong = []
    for path in ours(".py"):
        examples = set(EXAMPLE.findall(path.read_text("utf-8")))
        for node in texts(path):
            if node.value in codes() - examples or any(word in node.value for word in faces()):
                wrong.append(f"{name(path)}:{node.lineno}: {node.value[:60]}")
    assert not wrong


def test_no_page_or_style_names_a_region_or_wears_its_face() -> None:
    named = faces() | {word for region in ALL for word in (region.ru, region.kk, region.code)}
    longest_first = sorted(map(re.escape, named), key=len, reverse=True)
    face = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")
    pages = ours(".html", ".css", ".js", ".typ")
    assert not [f"{name(path)}: {word}" for path in pages for word in face.findall(path.read_text("utf-8"))]
