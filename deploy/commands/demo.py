"""Load the demo programme into an empty home; says so when it is there."""
from __future__ import annotations

import argparse
import os

from deploy.trouble import Trouble

PURPOSE = "fill"
ORDER = 1
USAGE = ["demo"]
NEEDS = "runtime"
WORDS = {
    "loaded": "The demo programme is loaded: eight months of 2022, as of 30 September 2022.",
    "there": "The demo programme is already there.",
    "occupied": "This home holds data of its own, so the demo programme was not loaded into it.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    """Load it; the accounts afterwards."""
    from deploy.commands.up import read_demo
    from deploy.environment import prepared, read_state
    from deploy.settings import read_settings
    home = read_settings(args).home
    if not (home / "demo.json").exists():
        with prepared(args.home) as env:
            outcome = load_here(env)
        if outcome == "occupied":
            raise Trouble(f"{WORDS[outcome]} Use another one: ./asar demo --home DIR")
        print(WORDS[outcome])
        if read_state(home):
            print("Start `./asar up` again, so that its calendar stands at that day too.")
    else:
        print(WORDS["there"])
    for account in read_demo(home / "demo.json")[0]:
        print(f"  {account['login']:<18}  {account['password']}  {account['role']}")
    return 0


def load(env: dict[str, str]) -> None:
    """Load the demo with the services' environment, unless it or somebody's own data are there; says what it did."""
    print(WORDS[load_here(env)], flush=True)


def load_here(env: dict[str, str]) -> str:
    """Load in this process: the queue reads its address from the process's environment when it is imported."""
    os.environ.update(env)
    from deploy.demo.loading import load_demo
    return load_demo(env)
