"""Run the tests (all of them, or what pytest is told)."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from deploy.settings import ROOT

PURPOSE = "build"
ORDER = 1
USAGE = ["test [what pytest understands]"]
NEEDS = "dev"
TAKES_REST = True
TOGETHER = ["-n", "3", "--dist", "loadscope", "--no-loadscope-reorder"]
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Everything goes to pytest as it is."""


def run(args: argparse.Namespace) -> int:
    """Become pytest; unless told how many or to print (-s), three at a time (one mostly waits for suites that
    it starts), what belongs together (tests/conftest.py) in one worker."""
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a worker would compile every test before its first
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", str(MEMORY))  # dozens of homes are made, and waited for on a disk
    alone = any(word == "-s" or word.startswith(("-n", "--numprocesses", "-p")) for word in args.rest)
    together = [] if alone else TOGETHER
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *together, *args.rest])
