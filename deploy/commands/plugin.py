"""Write a plugin that works to begin with, check that one keeps the contract, or see which plugin answered
what while a page was made.

With --code, new adds a rule in Python. check takes the folder of the plugin. trace opens a page of this
home as the account that is named, and shows every question the page asked of the plugins. docs writes
the reference of the hooks in plugins/README.md anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from deploy.settings import ROOT
from deploy.trouble import Trouble

PURPOSE = "build"
ORDER = 0
USAGE = [
    "plugin new NAME [--region R] [--code] [--to DIR]",
    "plugin check PATH",
    "plugin trace PAGE --login L",
    "plugin docs",
]
NEEDS = "dev"
FOLDER = ROOT / "plugins"


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which plugin."""
    parser.add_argument("action", choices=["new", "check", "trace", "docs"])
    parser.add_argument("what", nargs="?", default="", metavar="NAME|PATH|PAGE")
    parser.add_argument("--region", metavar="R", help="its region, by code or name (new)")
    parser.add_argument("--code", action="store_true", help="with a rule in Python (new)")
    parser.add_argument("--to", metavar="DIR", default=str(FOLDER), help="where to write it (plugins/)")
    parser.add_argument("--login", metavar="L", help="whose page it is (trace)")


def run(args: argparse.Namespace) -> int:
    """Write, check, trace or document."""
    if args.action != "docs" and not args.what:
        raise Trouble(f"plugin {args.action} what? {'; '.join(USAGE)}")
    return {"new": new, "check": check, "trace": trace, "docs": docs}[args.action](args)


def new(args: argparse.Namespace) -> int:
    """Write a plugin and check it at once."""
    from deploy.authoring.checking import check as checked
    from deploy.authoring.checking import exit_code
    from deploy.authoring.writing import new_plugin, shown
    from deploy.home.environment import listed_plugins

    place = new_plugin(args.what, args.region, args.code, Path(args.to))
    print(f"Written: {shown(place)}\n")
    code = exit_code(list(checked(place)), print)
    elsewhere = "" if place.parent == FOLDER else f"ASAR_PLUGINS_FOLDER={place.parent} "
    names = f"{listed_plugins()},{args.what}" if place.parent == FOLDER else args.what
    print(
        f"\nSee it: {elsewhere}ASAR_PLUGINS_WATCH=1 ASAR_PLUGINS={names} ./asar up"
        f"\nChange {shown(place)}/asar_{args.what}/region.toml, reload the page."
        f"\nCheck:  ./asar plugin check {shown(place)}"
    )
    return code


def check(args: argparse.Namespace) -> int:
    """Check the plugin of a folder (or one of plugins/ by its name)."""
    from deploy.authoring.checking import check as checked
    from deploy.authoring.checking import exit_code

    place = Path(args.what) if Path(args.what).is_dir() else FOLDER / args.what
    if not place.is_dir():
        raise Trouble(f"there is no folder {args.what}, and no plugin of that name in plugins/")
    return exit_code(list(checked(place)), print)


def trace(args: argparse.Namespace) -> int:
    """Open a page and show what the plugins were asked."""
    from deploy.authoring.tracing import traced

    if not args.login:
        raise Trouble("say whose page it is: --login L")
    print(*traced(args.home, args.what, args.login), sep="\n")
    return 0


def docs(args: argparse.Namespace) -> int:
    """Write the reference of the hooks anew, from the specifications."""
    from deploy.authoring.reference import rewrite

    rewrite()
    return 0
