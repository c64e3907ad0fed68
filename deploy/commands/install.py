"""Bring packages, front-end files and translations to their locks and start nothing: for a container's image,
or before a machine leaves the network."""

from __future__ import annotations

import argparse

PURPOSE = "start"
ORDER = 3
USAGE = ["install"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    """What a command needs is there before it runs; so there is nothing left to do."""
    print("Everything is installed; ./asar up needs no network now.")
    return 0
