"""Show what waits between the services, try it again at once, or send everything anew."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from shared.queue.waiting import Waiting

PURPOSE = "care"
ORDER = 2
USAGE = ["outbox status", "outbox retry", "outbox resend"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Look, retry, or send anew."""
    parser.add_argument("action", choices=["status", "retry", "resend"])


def run(args: argparse.Namespace) -> int:
    """Print the rows of each service's outbox; 1 when something is parked."""
    from deploy.product import all_apps

    with all_apps(args.home) as apps:
        return {"status": show, "retry": try_again, "resend": send_anew}[args.action](apps)


def try_again(apps: Mapping[str, Flask]) -> int:
    """Let everything that waits or was refused be sent at once."""
    from shared.queue.waiting import retry

    print(f"{sum(retry(app) for app in apps.values())} records will be sent again within seconds.")
    return 0


def send_anew(apps: Mapping[str, Flask]) -> int:
    """Let the workers send everything there is."""
    from shared.queue.outbox import resend

    for app in apps.values():
        resend(app)
    print("The workers of a running suite send everything anew, from the next second on.")
    return 0


def show(apps: Mapping[str, Flask]) -> int:
    """Print what waits and what is parked."""
    from shared.queue.waiting import status

    rows = [(name, row) for name, app in apps.items() for row in status(app)]
    for name, row in rows:
        print(line(name, row))
    if not rows:
        print("Nothing waits: every record has been accepted.")
    return int(any(row.parked for _name, row in rows))


def line(name: str, row: Waiting) -> str:
    """What one service has for another."""
    counts = f"{row.waiting} waiting, {row.parked} parked"
    reason = f" ({row.reason})" if row.reason else ""
    return f"{name} → {row.recipient}  {row.kind}: {counts}{reason}"
