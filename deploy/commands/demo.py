"""Load the demo programme into an empty home; says so when it is there."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from deploy.demo import load
from deploy.demo.accounts import DAYS
from deploy.demo.told import read_demo
from deploy.settings import read_settings
from deploy.trouble import Trouble

PURPOSE = "fill"
ORDER = 1
USAGE = ["demo [--through 2022-11-30]"]
NEEDS = "runtime"
WORDS = {
    "loaded": "The demo programme is loaded: eight months of 2022, as of {day}.",
    "there": "The demo programme is already there.",
    "occupied": "This home holds data of its own, so the demo programme was not loaded into it.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The day up to which the story is told."""
    help = f"the day the story is told up to: {' or '.join(DAYS)}"
    parser.add_argument("--through", choices=DAYS, default=DAYS[0], metavar="DAY", help=help)


def run(args: argparse.Namespace) -> int:
    """Load it; the accounts afterwards."""
    home = read_settings(args).home
    if read_demo(home):
        print(WORDS["there"])
    else:
        fill(home, args.home, args.through)
    demo = read_demo(home)
    for account in demo.accounts if demo else ():
        print(f"  {account.login:<18}  {account.password}  {account.role}")
    return 0


def fill(home: Path, named: str | None, through: str) -> None:
    """Load it into a home; Trouble when that holds data of its own."""
    from deploy.home.prepared import prepared
    from deploy.home.state import read_state

    with prepared(named) as env:
        outcome = load(env, through)
    if outcome == "occupied":
        raise Trouble(f"{WORDS[outcome]} Use another one: ./asar demo --home DIR")
    print(WORDS[outcome].format(day=f"{date.fromisoformat(through):%-d %B %Y}"))
    if read_state(home):
        print("Start `./asar up` again, so that its calendar stands at that day too.")
