"""Read a Word plan into a draft; prints the plan's id and the doubts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

PURPOSE = "fill"
ORDER = 2
USAGE = ["plan import FILE", "plan import FILE --project ID --reason TEXT"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """The file, and where it belongs."""
    parser.add_argument("action", choices=["import"])
    parser.add_argument("file", type=Path, metavar="FILE", help="the approved plan as .docx")
    parser.add_argument(
        "--project", type=UUID, metavar="ID", help="the file is a revised annex of this project"
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="why the plan changes (with --project)")
    parser.add_argument("--letter", type=Path, metavar="FILE", help="the scan of the letter (with --project)")
    parser.add_argument(
        "--new-project", action="store_true", help="another project, though one like it is here"
    )


def run(args: argparse.Namespace) -> int:
    """Read the file and keep the draft."""
    from deploy.product import registry
    from deploy.trouble import Trouble

    file, letter = content(args.file), content(args.letter) if args.letter else None
    with registry(args.home):
        from services.registry.annexes import cli
        from services.registry.annexes.forms import ProjectKnown

        try:
            lines = (
                cli.revise_annex(file, args.project, args.reason, letter)
                if args.project
                else cli.import_annex(file, args.new_project)
            )
        except ProjectKnown as known:
            raise Trouble(where_it_belongs(known.detail["projects"])) from known
    print(*lines, sep="\n")
    return 0


def where_it_belongs(projects: list[dict[str, Any]]) -> str:
    """What to say when a project like the file's is here."""
    listed = "".join(
        f"\n  {project['id']}  {project['topic']} (the same {', '.join(project['why'])})"
        for project in projects
    )
    return (
        f"a project like this one is here already:{listed}\n"
        'Say --project ID --reason "…" for a new version of it, or --new-project for another one.'
    )


def content(file: Path) -> tuple[str, bytes]:
    """Name and bytes of a file."""
    from deploy.trouble import Trouble

    if not file.is_file():
        raise Trouble(f"there is no file {file}")
    return file.name, file.read_bytes()
