"""A line is read at one glance: 110 characters of code, 160 of a template."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.house.code import PRODUCT, files, name

CODE, TEMPLATE = 110, 160


def wider(paths: Iterable[Path], most: int) -> list[str]:
    """Lines wider than allowed, by file and number."""
    return [
        f"{name(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > most
    ]


def test_no_line_of_code_is_wider_than_it_can_be_read() -> None:
    assert not wider(files(*PRODUCT, "tests"), CODE)


def test_no_line_of_a_template_is_wider_than_it_can_be_read() -> None:
    assert not wider(files(*PRODUCT, ending=".html"), TEMPLATE)
