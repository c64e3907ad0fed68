"""Ordinary lines of plans and lists (`data/ordinary`): tables anybody can read and add to."""

from __future__ import annotations

from tests.suite import DATA

Row = tuple[str, ...]


def ordinary(name: str, heading: str) -> list[Row]:
    """The rows of the table under a heading of `data/ordinary/<name>.md`, without its titles."""
    text = (DATA / "ordinary" / f"{name}.md").read_text()
    table = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]
