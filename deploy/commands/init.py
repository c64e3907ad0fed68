"""Set a home up as a region's own installation, below the centre at an address; with a code it is paired.

It works alone from then on, also where the centre is never reached.
"""

from __future__ import annotations

import argparse
import os
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from deploy.home.homefile import read_home, settings_file, take_up, write_settings
from deploy.home.state import is_up
from deploy.settings import ROOT, read_deployment, read_settings
from deploy.trouble import Trouble

PURPOSE = "start"
ORDER = 3
USAGE = ["init --region R --upstream URL [--code CODE]"]
NEEDS = "runtime"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def configure(parser: argparse.ArgumentParser) -> None:
    """Which region, below whom."""
    parser.add_argument("--region", required=True, help="the region or its plugin: turkistan")
    parser.add_argument("--upstream", required=True, metavar="URL", help="the address of the centre")
    parser.add_argument("--code", help="the pairing code the centre's page Deployments shows")


def run(args: argparse.Namespace) -> int:
    """Write what the home is; pair it where a code is given."""
    home = read_settings(args).home
    name, upstream = read_deployment(args.region), checked(args.upstream)
    former = read_home(home)
    if former and former.get("ASAR_DEPLOYMENT") != name:
        raise Trouble(f"{home} is set up as {former.get('ASAR_DEPLOYMENT')!r} already; take another --home")
    if not former and (home / "keys" / "secret.key").exists():
        raise Trouble(f"{home} is in use already, with records under another name; take another --home")
    if is_up(home):
        raise Trouble(f"stop what runs in {home} first: it does not see other settings")
    plugin = plugin_of(name)
    said = {"ASAR_DEPLOYMENT": name, "ASAR_UPSTREAM": upstream, "ASAR_PLUGINS": plugin}
    write_settings(home, said)
    print(f"{settings_file(home)}: {name}, below {upstream}, plugin {plugin or 'none'}")
    if args.code:
        return pair(str(home), upstream, args.code)
    print(f"./asar up --home {home} starts it; it is paired on its page Deployments, or with --code.")
    return 0


def pair(home: str, upstream: str, code: str) -> int:
    """Pair the home at once."""
    take_up(Path(home))
    from deploy.commands.deployment import done

    os.environ["ASAR_HOME"] = home
    print(*done(home, "pair", upstream, code), sep="\n")
    return 0


def checked(url: str) -> str:
    """The address of the centre; Trouble for one without TLS that is not this machine."""
    parts = urlsplit(url)
    near = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not (near or parts.scheme == "https") or not parts.hostname:
        raise Trouble(f"--upstream must begin with https:// (http:// only for this machine), not {url!r}")
    return url.rstrip("/")


def plugin_of(name: str) -> str:
    """The plugin of a region, nothing where it has none; Trouble for what is no region."""
    from shared.language.regions import find

    for file in sorted(ROOT.glob("plugins/*/asar_*/region.toml")):
        said = tomllib.loads(file.read_text("utf-8"))["plugin"]
        if name == said["name"] or name in said["regions"]:
            return str(said["name"])
    if find(name) is None:
        raise Trouble(f"there is no region {name!r}: give its code (turkistan) or the name of its plugin")
    return ""
