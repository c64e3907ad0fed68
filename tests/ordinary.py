"""Ordinary lines of plans and lists (`data/ordinary`): tables anybody can read and add to."""

from __future__ import annotations

from tests.suite import DATA

Row = tuple[str, ...]


def sections(name: str) -> list[tuple[str, list[str]]]:
    """The headings of `data/ordinary/<name>.md` with the lines that say something under each."""
    parts = (DATA / "ordinary" / f"{name}.md").read_text().split("\n## ")[1:]
    return [(part.partition("\n")[0], [line for line in part.splitlines()[1:] if line]) for part in parts]


def ordinary(name: str, heading: str) -> list[Row]:
    """The rows of the table under a heading, without its titles."""
    lines = [line for line in dict(sections(name))[heading] if line.startswith("|")]
    return [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines[2:]]
