"""Add somebody who signs in; asks for the password, or takes it from ASAR_PASSWORD."""

from __future__ import annotations

import argparse
import gc

PURPOSE = "fill"
ORDER = 3
USAGE = ["user add --login L --name N --role R [--region R]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Who, and with which role."""
    parser.add_argument("action", choices=["add"])
    parser.add_argument("--login", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument(
        "--role",
        required=True,
        help="admin, project_lead, coordinator, assistant, accountant, "
        "pr_officer, partner_rep, center_operator, commission_member, grantor_viewer",
    )
    parser.add_argument(
        "--region", help="only in this region (turkistan, KZ-61 …); partner_rep and center_operator need one"
    )


def run(args: argparse.Namespace) -> int:
    """Add the user."""
    gc.disable()  # a fifth of a command that mostly imports
    from deploy.product import registry_alone

    with registry_alone(args.home):
        from services.registry.users.cli import add_user

        print(add_user(args.login, args.name, args.role, args.region, asked_password))
    return 0


def asked_password() -> str:
    """The password of the environment, or else of whoever sits at the terminal."""
    import getpass
    import os
    import warnings

    from deploy.trouble import Trouble

    warnings.simplefilter("ignore", getpass.GetPassWarning)
    try:
        return os.environ.get("ASAR_PASSWORD") or getpass.getpass("Password (12 characters or more): ")
    except EOFError as ended:
        raise Trouble(
            "There is no terminal to ask for the password. Set ASAR_PASSWORD and run the command again."
        ) from ended
