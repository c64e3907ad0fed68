"""What crosses a border is typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.code import files, functions, name

TYPED = ("shared/language", "shared/routes.py", "services/events/projects")
TYPED += ("services/grants/projects", "services/reports/copies/queries.py", "deploy/routes.py")


def loose(path: Path) -> Iterator[str]:
    """Public functions of a file that take or give a dict of anything."""
    for node in functions(path):
        said = [argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs)]
        if not node.name.startswith("_") and any(
            "dict[str, Any]" in ast.unparse(part) for part in (*said, node.returns) if part
        ):
            yield f"{name(path)}:{node.name}"


def test_no_border_is_crossed_by_a_dict_of_anything() -> None:
    assert not [where for path in files(*TYPED) for where in loose(path)]
