"""The list of commands and the way into each.
Standard library only: it also answers before anything is installed."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import signal
import sys
from collections.abc import Sequence
from types import FrameType, ModuleType
from typing import Any, NoReturn

from deploy import commands
from deploy.home.homefile import take_up
from deploy.settings import read_settings
from deploy.trouble import Trouble

PURPOSES = {
    "start": "To try it and to stop it",
    "fill": "To put something into it",
    "care": "To look after it",
    "build": "To work on the code",
}


def find_commands() -> dict[str, ModuleType]:
    """Every module of deploy/commands by its name;
    see deploy/commands/__init__.py for what a module says of itself."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    return {name: importlib.import_module(f"deploy.commands.{name}") for name in names}


def summary(module: ModuleType) -> str:
    """The first paragraph of a command's docstring."""
    return " ".join((module.__doc__ or "").strip().split("\n\n")[0].split())


def overview() -> str:
    """What can be done, by what a person wants to do."""
    lines = ["Asar runs a grant-funded social project from the approved plan to the accepted report."]
    found = find_commands().values()
    for purpose, title in PURPOSES.items():
        entries = [module for module in found if module.PURPOSE == purpose]
        lines += ["", f"{title}:"] if entries else []
        for module in sorted(entries, key=lambda module: module.ORDER):
            lines += [f"  ./asar {usage}" for usage in module.USAGE] + [f"      {summary(module)}"]
    lines += [
        "",
        "ASAR_HOME (default ./.asar) and ASAR_PORT (default 8000) do the same as --home and --port.",
        "Every other setting: deploy/README.md.",
    ]
    return "\n".join(lines)


class AnyOrder(argparse.ArgumentParser):
    """The words of one command: its options may stand before, after and between them."""

    mixed = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What is said, and what was not understood."""
        if self.mixed:  # asked by what mixes them, which goes over them twice
            return super().parse_known_args(args, namespace)
        self.mixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixed = False


def make_parser(found: dict[str, ModuleType]) -> argparse.ArgumentParser:
    """A parser with one subcommand a module."""
    parser = argparse.ArgumentParser(prog="asar", description="Run `./asar` alone for the list of commands.")
    subparsers = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=AnyOrder
    )
    for name, module in found.items():
        own = subparsers.add_parser(name, help=summary(module), description=summary(module))
        own.add_argument("--home", metavar="DIR", help="where the data lives (ASAR_HOME, default ./.asar)")
        module.configure(own)
    return parser


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit code. A Trouble is printed as words, never as a traceback."""
    found = find_commands()
    parser = make_parser(found)
    args, rest = parser.parse_known_args(argv)
    args.rest = rest
    if args.rest and not getattr(found[args.command], "TAKES_REST", False):
        parser.error("not understood: " + " ".join(args.rest))
    signal.signal(signal.SIGTERM, put_away)
    try:
        take_up(read_settings(args).home)
        return found[args.command].run(args)
    except Trouble as trouble:
        print(f"asar: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def put_away(signum: int, _frame: FrameType | None) -> NoReturn:
    """Asked to end by `timeout` or an administrator: what a command began, suites too, ends with it."""
    raise SystemExit(128 + signum)
