"""Say in plain words what is missing or wrong."""

from __future__ import annotations

import argparse

from deploy.settings import read_settings

PURPOSE = "care"
ORDER = 1
USAGE = ["doctor [--home DIR] [--port N]"]
NEEDS = "nothing"
MARKS = {"ok": "  ok   ", "note": "  note ", "wrong": "! wrong"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The port to look at while nothing runs."""
    parser.add_argument("--port", metavar="N", help="the port it is meant to have (ASAR_PORT, default 8000)")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when something is wrong."""
    from deploy.doctor.examining import examine
    from deploy.doctor.finding import WRONG

    findings = examine(read_settings(args))
    for finding in findings:
        print(f"{MARKS[finding.level]} {finding.words}")
    wrong = sum(finding.level == WRONG for finding in findings)
    print(f"\n{wrong} to put right." if wrong else "\nNothing is wrong.")
    return 1 if wrong else 0
