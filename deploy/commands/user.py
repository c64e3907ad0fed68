"""Add somebody who signs in; asks for the password, or takes it from ASAR_PASSWORD."""
from __future__ import annotations

import argparse

PURPOSE = "fill"
ORDER = 3
USAGE = ["user add --login L --name N --role R [--region R]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Who, and with which role."""
    parser.add_argument("action", choices=["add"])
    parser.add_argument("--login", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", required=True, help="project_lead, coordinator, partner_rep …")
    parser.add_argument("--region", help="only in this region (turkistan, KZ-61 …)")


def run(args: argparse.Namespace) -> int:
    """Add the user."""
    import getpass
    import os

    from deploy.product import registry
    password = os.environ.get("ASAR_PASSWORD") or getpass.getpass("Password (12 characters or more): ")
    with registry(args.home):
        from services.registry.cli import add_user
        print(add_user(args.login, args.name, password, args.role, args.region))
    return 0
