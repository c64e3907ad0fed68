"""Say how this home stands with the centre above it; pair it, exchange its key, end the pairing. At the
centre: make a pairing code, renew its key, say that a home goes on from an old backup."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from deploy.trouble import Trouble

PURPOSE = "care"
ORDER = 6
USAGE = [
    "deployment status",
    "deployment pair --upstream URL --code CODE",
    "deployment rotate [--stolen]",
    "deployment unpair",
    "deployment invite --name NAME --region REGION …",
    "deployment restored --name NAME",
]
NEEDS = "runtime"
NEEDED = {"pair": ("upstream", "code"), "invite": ("name", "region"), "restored": ("name",)}


def configure(parser: argparse.ArgumentParser) -> None:
    """What is to be done."""
    parser.add_argument("action", choices=["status", *NEEDED, "rotate", "unpair"])
    parser.add_argument("--upstream", metavar="URL", help="the address of the centre")
    parser.add_argument("--code", help="the pairing code the centre's page Deployments shows")
    parser.add_argument("--name", help="what a region's home is called, as in its init --region")
    parser.add_argument(
        "--stolen", action="store_true", help="the centre's key was stolen: pair all homes anew"
    )
    parser.add_argument("--region", nargs="+", help="the regions it records for")


def run(args: argparse.Namespace) -> int:
    """Do it, and print what came of it."""
    said = [getattr(args, name) for name in NEEDED.get(args.action, ())]
    if not all(said):
        words = " and ".join(f"--{name}" for name in NEEDED[args.action])
        raise Trouble(f"deployment {args.action} needs {words}")
    action = "rotate_stolen" if args.action == "rotate" and args.stolen else args.action
    print(*done(args.home, action, *said), sep="\n")
    return 0


def done(home: str | None, action: str, *said: Any) -> list[str]:
    """Do something beside the neighbours of a home; what is printed."""
    with registry_of(home):
        from services.registry.deployments import cli

        return list(getattr(cli, action)(*said))


@contextmanager
def registry_of(home: str | None) -> Iterator[Any]:
    """The registry of a home beside its neighbours, which publish everything anew; it speaks the shell's
    language, refusals too."""
    from flask_babel import force_locale

    from deploy.product import registry
    from shared.doors.errors import Refusal

    with registry(home) as app, force_locale("en"):
        try:
            yield app
        except Refusal as refusal:
            raise Trouble(refusal.message) from refusal
