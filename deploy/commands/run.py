"""Start one part of one service in the foreground, on another host or beside a running suite, over servers
of one's own."""

from __future__ import annotations

import argparse
import os

from deploy.front.exposure import refuse_whole_world
from deploy.settings import SERVICES, read_port, read_settings

PURPOSE = "start"
ORDER = 4
USAGE = [
    "run web SERVICE [--host 10.0.0.2] [--port N]",
    "run tasks SERVICE",
    "run documents reports",
]
NEEDS = "runtime"
PORTS = {service: 8001 + place for place, service in enumerate(SERVICES)}


def configure(parser: argparse.ArgumentParser) -> None:
    """Which part, and where it listens."""
    parser.add_argument("part", choices=["web", "tasks", "documents"])
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--host", help="the address of the inner network to listen on (ASAR_HOST)")
    ports = ", ".join(f"{port} {service}" for service, port in PORTS.items())
    parser.add_argument("--port", metavar="N", help=f"the port of a web (default: {ports})")


def run(args: argparse.Namespace) -> int:
    """Be that part until it is told to stop."""
    from deploy.running import parts
    from shared.queue.lanes import DOCUMENTS

    port = read_port(args.port) if args.port else PORTS[args.service]
    host = args.host or os.environ.get("ASAR_HOST") or "127.0.0.1"
    env = parts.told(read_settings(args), args.service, os.environ)
    if args.part == "web":
        refuse_whole_world(host)
        parts.run_web(args.service, env, host, port)
    else:
        parts.run_tasks(args.service, env, DOCUMENTS if args.part == "documents" else parts.MAIN)
    return 0
