"""Start everything: the servers, the four services, the demo programme; Ctrl-C stops it all."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Sequence

from deploy.demo.told import Demo, SignIn, read_demo
from deploy.front.exposure import refuse_open_air
from deploy.settings import Settings, read_settings

PURPOSE = "start"
ORDER = 1
USAGE = ["up [--home DIR] [--port N] [--no-demo] [--separate]"]
NEEDS = "runtime"
LEAD = '--login lead --name "Project lead" --role project_lead'
ADMIN = '--login admin --name "Administrator" --role admin'
UPLOAD = "Then sign in and upload the Word plan: Plan → Upload a Word plan."
PAIR = "Then sign in and pair it on its page Deployments; the plan comes from the centre within a minute."


def configure(parser: argparse.ArgumentParser) -> None:
    """Where, and in which topology."""
    parser.add_argument("--port", metavar="N", help="the port of the one address (ASAR_PORT, default 8000)")
    parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo programme")
    parser.add_argument(
        "--separate", action="store_true", help="each service under its own gunicorn behind nginx"
    )


def run(args: argparse.Namespace) -> int:
    """Run the suite until it is told to stop."""
    from deploy.running.supervisor import Supervisor

    settings = read_settings(args)
    refuse_open_air(settings)

    def ready(seconds: float) -> None:
        print(banner(settings, seconds), flush=True)

    return Supervisor(settings, args.separate, wants_demo(args), ready).run()


def wants_demo(args: argparse.Namespace) -> bool:
    """Whether an empty home gets the demo programme: not where it was said, nor in a region's home, whose
    records go up."""
    return not args.no_demo and not is_below()


def is_below() -> bool:
    """Whether this is a region's home, below a centre."""
    return bool(os.environ.get("ASAR_UPSTREAM"))


def first_account(settings: Settings) -> str:
    """The command that makes the first account, as it can be run."""
    home = shlex.quote(str(settings.home))
    return f"user add --home {home} {ADMIN if is_below() else LEAD}"


def banner(settings: Settings, seconds: float) -> str:
    """What a person needs to know when it is ready."""
    demo = read_demo(settings.home)
    lines = [
        "",
        f"Asar is ready in {seconds:.1f} s:  {settings.public_url}",
        "",
        *(demo_lines(demo) if demo else empty_lines(settings)),
        "",
        f"Data: {settings.home}   Logs: {settings.logs}",
        "Ctrl-C stops everything; the data stays.",
    ]
    return "\n".join(lines)


def demo_lines(demo: Demo) -> list[str]:
    """Who may sign in to the demo programme, and what to look at."""
    steps = [f"  {number}. {step}" for number, step in enumerate(demo.first, 1)]
    return [
        "Demo accounts (role, login, password):",
        *account_lines(demo.accounts),
        "",
        "What to click first:",
        *steps,
    ]


def account_lines(accounts: Sequence[SignIn]) -> list[str]:
    """A line an account, in columns."""
    role, login = (max(len(getattr(one, name)) for one in accounts) for name in ("role", "login"))
    return [f"  {one.role:<{role}}  {one.login:<{login}}  {one.password}" for one in accounts]


def empty_lines(settings: Settings) -> list[str]:
    """How to begin without the demo programme."""
    return [
        "The first account, unless there is one already (asks for a password):",
        f"  ./asar {first_account(settings)}",
        PAIR if is_below() else UPLOAD,
    ]
