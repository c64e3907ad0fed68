"""One door: what is changed is committed in one place, with its act."""

from __future__ import annotations

import ast

from tests.house.code import files, name, nodes

# The floors whose own rows are no acts of anybody, and what fills an empty database.
FLOORS = {
    "shared/doors/transaction.py",
    "shared/queue/outbox.py",
    "shared/queue/waiting.py",
    "shared/queue/jobs.py",
    "deploy/demo/stage.py",
    "deploy/bench/seeding.py",
}


def test_only_the_door_commits() -> None:
    committing = {
        name(path)
        for path in files("services", "shared", "plugins", "deploy")
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "commit" and called_on(node) != "transaction"
    }
    assert committing <= FLOORS


def called_on(node: ast.Attribute) -> str:
    """The name something is asked of."""
    return node.value.id if isinstance(node.value, ast.Name) else ""
