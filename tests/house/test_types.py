"""What crosses a border is typed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.code import ROOT, files, functions, name

TYPED = ("shared/language", "shared/routes.py", "services/events/projects")
TYPED += ("services/grants/projects", "services/reports/copies/queries.py", "deploy/routes.py")
TYPED += ("services/reports/figures/rules", "services/reports/figures/wording/clauses.py")
TYPED += ("services/reports/reports/rules", "services/reports/documents/sealed.py")
TYPED += ("services/reports/documents/snapshot.py", "services/reports/pictures", "deploy/home/state.py")


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


@cache
def mistakes() -> list[str]:
    """What mypy says of the product, configured in pyproject.toml."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def test_types_fit() -> None:
    assert not mistakes()
