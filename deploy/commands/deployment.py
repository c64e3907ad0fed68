"""Say how this home stands with the centre above it; pair it, exchange its key, end the pairing."""

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
    "deployment rotate",
    "deployment unpair",
]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """What is to be done."""
    parser.add_argument("action", choices=["status", "pair", "rotate", "unpair"])
    parser.add_argument("--upstream", metavar="URL", help="the address of the centre")
    parser.add_argument("--code", help="the pairing code the centre's page Deployments shows")


def run(args: argparse.Namespace) -> int:
    """Do it, and print what came of it."""
    if args.action == "pair":
        if not (args.upstream and args.code):
            raise Trouble("deployment pair needs --upstream and --code")
        print(*paired(args.home, args.upstream, args.code), sep="\n")
        return 0
    with registry_of(args.home):
        from services.registry.deployments import cli

        print(*getattr(cli, args.action)(), sep="\n")
    return 0


def paired(home: str | None, upstream: str, code: str) -> list[str]:
    """Pair a home; what is printed."""
    with registry_of(home):
        from services.registry.deployments import cli

        return list(cli.pair(upstream, code))


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
