"""A limited child reaches the code, the system's libraries and one folder of its own, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from shared import walls
from shared.limited import ROOT, run_limited

BREAK_OUT = "tests.shared.limited_targets:break_out"
OF_FILES = {
    "read a key",
    "list the keys",
    "write beside them",
    "look into the parent",
    "read the passwords",
    "write into the code",
}
OF_CALLS = {"open a socket", "run a program"}
STANDING = run_limited("shared.walls:standing", b"")
needs_landlock = pytest.mark.skipif(not STANDING["files"], reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(not STANDING["network"], reason="no seccomp on this machine")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder of keys, as a home has it."""
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / "registry.pem").write_text("secret")
    return folder


def forbidden(answer: dict[str, bool]) -> set[str]:
    """What the system refused."""
    return {name for name, refused in answer.items() if refused}


@needs_landlock
def test_child_can_read_no_key_and_write_nothing(keys: Path) -> None:
    assert forbidden(run_limited(BREAK_OUT, str(keys).encode())) >= OF_FILES
    assert not Path(__file__).with_name("spoilt.py").exists() and not (keys / "mine.pem").exists()


@needs_seccomp
def test_child_has_no_network_and_starts_no_program(keys: Path) -> None:
    assert forbidden(run_limited(BREAK_OUT, str(keys).encode())) >= OF_CALLS


def test_without_the_walls_all_of_it_would_go(keys: Path) -> None:
    """The twin: the same attempts in the same child, whose walls are not raised."""
    answer = without_walls(keys)
    spoilt = Path(__file__).with_name("spoilt.py")
    assert spoilt.exists()
    spoilt.unlink()
    assert not forbidden(answer) & (OF_FILES | OF_CALLS)


def without_walls(keys: Path) -> dict[str, Any]:
    """The answer of a child that has every limit and no wall."""
    code = (
        "import os; from shared import limited, walls; walls.raise_walls = lambda target, scratch: {};"
        f"limited.serve({BREAK_OUT!r}, '512', '20', str(os.getppid()), '')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=str(keys).encode(), capture_output=True, check=True
    )
    return dict(orjson.loads(done.stdout)["answer"])


def test_child_writes_a_folder_of_its_own_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run_limited("tests.shared.limited_targets:use_own_folder", b"") == "mine"
    assert list(tmp_path.iterdir()) == []


def test_a_kernel_without_walls_only_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.LIBC, "syscall", lambda *numbers: -1)
    monkeypatch.setattr(walls.platform, "machine", lambda: "riscv64")
    assert (walls.close_files("/nowhere"), walls.close_calls()) == (False, False)


def test_the_usual_home_stands_outside_of_what_is_readable() -> None:
    home = ROOT / ".asar" / "keys"
    assert not [place for place in walls.readable() if home.is_relative_to(place)]
