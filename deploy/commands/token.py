"""Make a token for a tool that calls the API; prints the token alone."""
from __future__ import annotations

import argparse

PURPOSE = "fill"
ORDER = 4
USAGE = ["token create --name N --scope registry:write --scope reports:read … [--region R]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """What the token may do."""
    parser.add_argument("action", choices=["create"])
    parser.add_argument("--name", required=True, help="which tool it is for")
    parser.add_argument("--scope", action="append", required=True, metavar="SERVICE:read|write", help="may be given several times")
    parser.add_argument("--region", help="only in this region")


def run(args: argparse.Namespace) -> int:
    """Make the token."""
    from deploy.product import registry
    with registry(args.home):
        from services.registry.cli import create_token
        print(create_token(args.name, args.scope, args.region))
    return 0
