"""Print what one service has to be told on another host, as lines for a shell;
secrets go into a file or a pipe only."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deploy.front.exposure import is_own_machine
from deploy.settings import SERVICES, read_settings

if TYPE_CHECKING:
    from deploy.settings import Settings

PURPOSE = "start"
ORDER = 5
USAGE = ["env SERVICE [--there DIR] [--plain]"]
NEEDS = "runtime"
HIDDEN = "'…'"


def configure(parser: argparse.ArgumentParser) -> None:
    """Which service, where its home is there, and in which form."""
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--there", metavar="DIR", help="the home on the other host (default: as here)")
    parser.add_argument(
        "--plain", action="store_true", help="NAME='value' without export: EnvironmentFile of systemd"
    )


def run(args: argparse.Namespace) -> int:
    """Print the lines."""
    from deploy.running import parts

    settings = read_settings(args)
    there = args.there or str(settings.home)
    env = parts.for_elsewhere(settings, args.service, there)
    shown = not sys.stdout.isatty()
    print(*notes(settings, args.service, env, shown), sep="\n")
    for name, value in sorted(env.items()):
        written = shlex.quote(value) if shown or not is_secret(name) else HIDDEN
        print(f"{name}={written}" if args.plain else f"export {name}={written}")
    return 0


def is_secret(name: str) -> bool:
    """Whether a value may carry a password."""
    return name != "ASAR_PUBLIC_URL" and (name.endswith(("_URL", "_TOKEN")) or name.startswith("AWS_"))


def notes(settings: Settings, service: str, env: Mapping[str, str], shown: bool) -> Iterator[str]:
    """What has to be there besides, as comments."""
    from deploy.home.keys import kept_by

    yield f"# {service} of {settings.home}, for another host. Passwords are in it: keep it at mode 600."
    if not shown:
        yield "# On a terminal they are hidden. To have them:"
        yield f"#   (umask 077; ./asar {'env ' + service} > {service}.env)"
    yield f"# Copy there, mode 600: {env['ASAR_KEYS']}/ {' '.join(kept_by(service))}"
    if not env.get("ASAR_FILES", "").startswith("s3://"):
        place = env.get("ASAR_FILES") or f"{env['ASAR_HOME']}/files"
        yield f"# {place} must be the same folder on every host (a network disk), or set ASAR_FILES=s3://…"
    for name in near(settings):
        yield f"# {name} names this machine itself; another host does not reach it: use an address it does."
    yield f"# Then there: take it in (. ./{service}.env) and start ./asar {'run web ' + service}"


def near(settings: Settings) -> list[str]:
    """The settings by which only this machine is reached."""
    from psycopg.conninfo import conninfo_to_dict

    from deploy.servers.pair import Servers

    database = conninfo_to_dict(Servers(settings).admin_url).get("host") or "/"
    said = {
        "ASAR_DATABASE_URL": str(database),
        "ASAR_REDIS_URL": urlsplit(settings.redis_url or "").hostname or "/",
        "ASAR_PUBLIC_URL": urlsplit(settings.public_url).hostname or "",
    }
    return [name for name, host in said.items() if host.startswith("/") or is_own_machine(host)]
