"""Make a token for a tool that calls the API (prints the token alone),
list the tokens, revoke one by its name."""

from __future__ import annotations

import argparse
import gc

from deploy.trouble import Trouble

PURPOSE = "fill"
ORDER = 4
USAGE = [
    "token create --name N --scope registry:write --scope reports:read … [--region R]",
    "token list",
    "token revoke --name N",
]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """What the token may do."""
    parser.add_argument("action", choices=["create", "list", "revoke"])
    parser.add_argument("--name", help="which tool it is for")
    parser.add_argument(
        "--scope", action="append", metavar="SERVICE:read|write", help="may be given several times"
    )
    parser.add_argument("--region", help="only in this region")


def run(args: argparse.Namespace) -> int:
    """Make, list or revoke."""
    gc.disable()  # a fifth of a command that mostly imports
    from deploy.product import registry_alone

    if args.action != "list" and not args.name or args.action == "create" and not args.scope:
        raise Trouble("token create needs --name and at least one --scope; token revoke needs --name.")
    with registry_alone(args.home):
        from services.registry.tokens.cli import create_token, list_tokens, revoke_tokens

        if args.action == "create":
            print(create_token(args.name, args.scope, args.region))
        else:
            print(*(list_tokens() if args.action == "list" else revoke_tokens(args.name)), sep="\n")
    return 0
