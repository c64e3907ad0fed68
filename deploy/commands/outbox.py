"""Show what waits between the services, try it again at once, or send everything anew."""

from __future__ import annotations

import argparse

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
        from shared.queue.outbox import resend, retry, status

        if args.action == "retry":
            print(f"{sum(retry(app) for app in apps.values())} records will be sent again within seconds.")
            return 0
        if args.action == "resend":
            for app in apps.values():
                resend(app)
            print("The workers of a running suite send everything anew, from the next second on.")
            return 0
        rows = [(name, row) for name, app in apps.items() for row in status(app)]
    for name, row in rows:
        print(
            f"{name} → {row['recipient']}  {row['kind']}: {row['waiting']} waiting, {row['parked']} parked"
            + (f" ({row['reason']})" if row["reason"] else "")
        )
    if not rows:
        print("Nothing waits: every record has been accepted.")
    return 1 if any(row["parked"] for _, row in rows) else 0
