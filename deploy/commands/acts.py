"""Show who did what, or prove that nothing of it was altered or taken out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from deploy.trouble import Trouble

if TYPE_CHECKING:
    from flask import Flask

PURPOSE = "care"
ORDER = 4
USAGE = ["acts list [--service S]", "acts show NUMBER --service S", "acts verify"]
NEEDS = "runtime"
SERVICES = ("registry", "events", "grants", "reports")
SAID = {
    "altered": "act {number} was altered, or what stands before it",
    "removed": "act {number} was removed",
    "head": "the end of the chain was set back; the last act is {number}",
}

WORTH = {
    "signed": "took erased people out of {many} acts; signed",
    "before": "took erased people out of {many} acts before signatures: unsigned. Was it so?",
    "forged": "is forged: it vouches for {many} altered acts, and no key of this home signed it",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Look, or check."""
    parser.add_argument("action", choices=["list", "show", "verify"])
    parser.add_argument("number", type=int, nargs="?", help="of the act to show whole")
    parser.add_argument("--service", choices=SERVICES, help="of this service only")


def run(args: argparse.Namespace) -> int:
    """Print the last acts, or what is wrong with each chain; 1 when one is broken."""
    from deploy.product import all_apps

    if args.action == "show" and not (args.number and args.service):
        raise Trouble("which act? Give its number and --service, as `acts list` prints them")
    with all_apps(args.home) as apps:
        if args.action == "show":
            return show_whole(apps[args.service], args.number)
        chosen = {name: app for name, app in apps.items() if args.service in (None, name)}
        return (verify if args.action == "verify" else show)(chosen)


def verify(apps: dict[str, Flask]) -> int:
    """Check the chain of each database."""
    from shared.acts.chain import head, proven

    wrong = 0
    for name, app in apps.items():
        found = proven(app)
        wrong += found is not None
        whole = "{} acts, all as written; they end with {}".format(*head(app))
        print(f"{name}: {SAID[found.what].format(number=found.number) if found else whole}")
        wrong += show_redacting(app)
    return 1 if wrong else 0


def show_redacting(app: Flask) -> int:
    """Print which acts took people out of others, and what their word is worth; how many are forged."""
    from shared.acts.vouching import FORGED, redacting

    acts = redacting(app)
    for act in acts:
        done = f"{act.at[:19]} {act.who} {act.verb}".strip()
        print(f"{app.name}: act {act.number} ({done}) {WORTH[act.standing].format(many=act.many)}")
    return sum(act.standing == FORGED for act in acts)


def show_whole(app: Flask, number: int) -> int:
    """Print one act with every row it keeps; 1 when there is none of that number."""
    from shared.acts.history import whole

    found = whole(app, number)
    print(found or f"{app.name}: there is no act {number}")
    return 0 if found else 1


def show(apps: dict[str, Flask]) -> int:
    """Print the last acts, oldest first."""
    from shared.acts.history import last_lines

    for name, app in apps.items():
        for line in last_lines(app):
            print(f"{name}  {line}")
    return 0
