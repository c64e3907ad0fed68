"""Which version of Asar this is: installations that are apart tell one another."""

from __future__ import annotations

VERSION = "0.1.0"  # as pyproject.toml says; a test holds them together


def minor(version: str) -> tuple[int, int] | None:
    """Major and minor of a version; None where it is none."""
    parts = version.split(".")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts[:2]):
        return None
    return int(parts[0]), int(parts[1])


def may_talk(one: str, other: str) -> bool:
    """Whether two versions understand one another: those of one minor version, and of the next."""
    here, there = minor(one), minor(other)
    if here is None or there is None or here[0] != there[0]:
        return False
    return abs(here[1] - there[1]) <= 1
