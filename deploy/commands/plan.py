"""Read a Word plan into a draft; prints the plan's id and the doubts."""

from __future__ import annotations

import argparse
from pathlib import Path

PURPOSE = "fill"
ORDER = 2
USAGE = ["plan import FILE"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("action", choices=["import"])
    parser.add_argument("file", type=Path, metavar="FILE", help="the approved plan as .docx")


def run(args: argparse.Namespace) -> int:
    """Read the file and keep the draft."""
    from deploy.product import registry
    from deploy.trouble import Trouble

    if not args.file.is_file():
        raise Trouble(f"there is no file {args.file}")
    with registry(args.home):
        from services.registry.drafts.cli import import_plan

        for line in import_plan(args.file.name, args.file.read_bytes()):
            print(line)
    return 0
