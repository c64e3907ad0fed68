"""Say in plain words what is missing or wrong."""
from __future__ import annotations

import argparse

from deploy.settings import read_settings

PURPOSE = "care"
ORDER = 1
USAGE = ["doctor [--home DIR]"]
NEEDS = "nothing"
MARKS = {"ok": "  ok   ", "note": "  note ", "wrong": "! wrong"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when something is wrong."""
    from deploy.doctor import WRONG, examine
    findings = examine(read_settings(args))
    for finding in findings:
        print(f"{MARKS[finding.level]} {finding.words}")
    wrong = sum(finding.level == WRONG for finding in findings)
    print(f"\n{wrong} to put right." if wrong else "\nNothing is wrong.")
    return 1 if wrong else 0
