"""Sizes only shrink."""

from __future__ import annotations

from tests.house.code import DOORS, PRODUCT, code_lines, files, functions, name

LARGEST_FILE, LARGEST_FUNCTION, LARGEST_DOOR, LARGEST_SHARED = 400, 65, 50, 4600
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "base", "misc"}


def test_no_file_is_over_four_hundred_lines() -> None:
    assert not {
        name(path): lines
        for path in files(*PRODUCT, "tests")
        if (lines := path.read_text("utf-8").count("\n")) > LARGEST_FILE
    }


def test_no_function_is_over_sixty_five_lines() -> None:
    assert not {
        f"{name(path)}:{node.name}": size
        for path in files(*PRODUCT)
        for node in functions(path)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > LARGEST_FUNCTION
    }


def test_no_door_is_over_fifty_lines() -> None:
    doors = [path for path in files("services") if path.stem in DOORS]
    assert not {
        f"{name(path)}:{node.name}": size
        for path in doors
        for node in functions(path)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > LARGEST_DOOR
    }


def test_shared_stays_small() -> None:
    floors = [path for path in files("shared") if not name(path).startswith("shared/language/")]
    assert sum(code_lines(path) for path in floors) <= LARGEST_SHARED


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [name(path) for path in files(*PRODUCT) if path.stem in FORBIDDEN_NAMES]
