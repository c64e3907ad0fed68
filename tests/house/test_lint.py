"""The linter has nothing to say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.code import ROOT


def test_linter_finds_nothing() -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    done = subprocess.run([ruff, "check", "--quiet", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
