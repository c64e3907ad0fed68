"""Start everything: the servers, the four services, the demo programme; Ctrl-C stops it all."""

from __future__ import annotations

import argparse

from deploy.demo import read_demo
from deploy.settings import Settings, read_settings

PURPOSE = "start"
ORDER = 1
USAGE = ["up [--home DIR] [--port N] [--no-demo] [--separate]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Where, and in which topology."""
    parser.add_argument("--port", metavar="N", help="the port of the one address (ASAR_PORT, default 8000)")
    parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo programme")
    parser.add_argument(
        "--separate", action="store_true", help="each service under its own gunicorn behind nginx"
    )


def run(args: argparse.Namespace) -> int:
    """Run the suite until it is told to stop."""
    from deploy.supervisor import Supervisor

    settings = read_settings(args)

    def ready(seconds: float) -> None:
        print(banner(settings, seconds), flush=True)

    return Supervisor(settings, args.separate, not args.no_demo, ready).run()


def banner(settings: Settings, seconds: float) -> str:
    """What a person needs to know when it is ready."""
    demo = read_demo(settings.home)
    lines = ["", f"Asar is ready in {seconds:.1f} s:  {settings.public_url}", ""]
    if demo:
        accounts = demo["accounts"]
        widths = [max(len(str(account[part])) for account in accounts) for part in ("role", "login")]
        lines += ["Demo accounts (role, login, password):"]
        lines += [
            f"  {one['role']:<{widths[0]}}  {one['login']:<{widths[1]}}  {one['password']}"
            for one in accounts
        ]
        lines += [
            "",
            "What to click first:",
            *(f"  {number}. {step}" for number, step in enumerate(demo["first"], 1)),
            "",
        ]
    else:
        lines += [
            "The first account (asks for a password):",
            f'  ./asar user add --home {settings.home} --login me --name "…" --role project_lead',
            "Then sign in and upload the Word plan: Plan → Upload a Word plan.",
            "",
        ]
    lines += [f"Data: {settings.home}   Logs: {settings.logs}", "Ctrl-C stops everything; the data stays."]
    return "\n".join(lines)
