"""One part of one service by itself: its environment, from this home or for another host, and its start."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.front.listening import open_listener
from deploy.home.environment import counters, demo_clock, restricted, services_env
from deploy.home.keys import kept_by
from deploy.home.state import is_up, read_state
from deploy.running.loading import loaded_apart
from deploy.running.scale import of_services
from deploy.running.walling import behind_wall
from deploy.running.worker import MAIN
from deploy.servers.pair import Servers
from deploy.settings import MAKES_DOCUMENTS, SERVICES, Settings
from deploy.trouble import Trouble
from shared.queue.lanes import DOCUMENTS

if TYPE_CHECKING:
    import socket

NEEDED = (
    "ASAR_HOME",
    "ASAR_KEYS",
    "ASAR_REDIS_URL",
    "ASAR_QUEUE",
    "ASAR_PEERS",
    "ASAR_PUBLIC_URL",
    "ASAR_ROUTES",
)
# What belongs to the host that was asked, not to the one that is told.
STAYS = ("ASAR_UPSTREAMS", "ASAR_BACKUP_TO", "ASAR_BACKUP_HOURS", "ASAR_BACKUP_WAL", "ASAR_PASSWORD")
EMBEDDED = (
    "a part by itself needs a PostgreSQL and a Redis that other processes reach: set ASAR_DATABASE_URL and "
    "ASAR_REDIS_URL (here the embedded ones are used), or change how much the whole suite has with "
    "ASAR_WORKERS, ASAR_THREADS and ASAR_TASKS"
)
NO_HOME = "{0} has no keys for {1} yet: ./asar up of this version makes them, and the databases"
INCOMPLETE = "the environment names a database of {0}, but not {1}; all of it is printed by ./asar {2}"
NO_KEYS = "these key files are missing in {0}: {1}; copy them from the home that made the databases"
NO_DOCUMENTS = "{0} makes no documents; they are made by {1}"
OTHER_TABLES = (
    "the tables of {0} are at {1}, this code needs {2}: start ./asar up of this version first (it migrates), "
    "or bring this host to the version of the others"
)


def told_from_home(settings: Settings, service: str, peers: str) -> dict[str, str]:
    """The environment of one service over servers of one's own; `peers` is where its neighbours answer."""
    if not (settings.database_url and settings.redis_url):
        raise Trouble(EMBEDDED)
    if not all((settings.keys / name).exists() for name in kept_by(service)):
        raise Trouble(NO_HOME.format(settings.home, service))
    env = services_env(settings, Servers(settings)) | demo_clock(settings.home)
    return only(service, env) | {"ASAR_PEERS": neighbours(peers), "ASAR_PROXIES": "1"}


def only(service: str, env: Mapping[str, str]) -> dict[str, str]:
    """The environment of one service alone: its neighbours' databases and numbers are not in it."""
    foreign = {f"ASAR_{name.upper()}_DATABASE_URL" for name in SERVICES if name != service}
    foreign |= {name for name, said in of_services(env).items() if said != service.upper()}
    own = {name: value for name, value in env.items() if name not in foreign}
    return own | {"ASAR_SERVICES": service}


def neighbours(address: str) -> str:
    """All services behind one address, as ASAR_PEERS has it."""
    import json

    return json.dumps(dict.fromkeys(SERVICES, address))


def told(settings: Settings, service: str, env: Mapping[str, str]) -> dict[str, str]:
    """The environment of a part that starts here: the one it was given, else that of this home."""
    if not env.get(f"ASAR_{service.upper()}_DATABASE_URL"):
        state = read_state(settings.home) if is_up(settings.home) else None
        return told_from_home(settings, service, state.address if state else settings.public_url)
    if missing := [name for name in NEEDED if not env.get(name)]:
        raise Trouble(INCOMPLETE.format(service, ", ".join(missing), f"env {service}"))
    given = {name: env[name] for name in ("ASAR_PEERS", "ASAR_PROXIES") if name in env}
    given["PROMETHEUS_MULTIPROC_DIR"] = str(counters(Path(env["ASAR_HOME"])))
    return only(service, restricted(env)) | given


def for_elsewhere(settings: Settings, service: str, home: str) -> dict[str, str]:
    """What another host has to be told, whose home is there."""
    env = told_from_home(settings, service, settings.public_url)
    ours = {name: value for name, value in env.items() if name.startswith(("ASAR_", "AWS_"))}
    ours = {name: value for name, value in ours.items() if not name.startswith(STAYS)}
    return ours | {"ASAR_HOME": home, "ASAR_KEYS": f"{home}/keys"}


def check(service: str, env: Mapping[str, str]) -> None:
    """Trouble where key files are missing, the database is silent, or its tables are not of this version."""
    keys = Path(env["ASAR_KEYS"])
    if missing := [name for name in kept_by(service) if not (keys / name).is_file()]:
        raise Trouble(NO_KEYS.format(keys, ", ".join(missing)))
    have, want = revisions(service, env[f"ASAR_{service.upper()}_DATABASE_URL"])
    if have != want:
        raise Trouble(OTHER_TABLES.format(service, have or "nothing", want))


def revisions(service: str, url: str) -> tuple[str | None, str]:
    """Where the tables are, and where this code needs them."""
    import psycopg
    from sqlalchemy.exc import OperationalError

    from deploy.servers.databases import libpq, without_secrets
    from shared.migrating import current, head

    try:
        return current(url), head(service)
    except (psycopg.OperationalError, OperationalError) as error:
        words = without_secrets(error, libpq(url))
        raise Trouble(f"the database of {service} does not answer: {words}") from None


def become(env: Mapping[str, str]) -> None:
    """Take over exactly this environment, before anything is imported that looks at it."""
    os.environ.clear()
    os.environ.update(env)


def warm(*modules: str) -> None:
    """Import what is run and put its tables together before anything is forked.

    Where the folder of the code can be written to it is compiled once: with PYTHONDONTWRITEBYTECODE each
    start compiled 1,300 files, a quarter of the time of its imports.
    """
    sys.dont_write_bytecode = False
    with loaded_apart():
        for name in modules:
            importlib.import_module(name)
        configure_tables()


def configure_tables() -> None:
    """Put the tables of what is imported together, which else the first statement of every process does."""
    from sqlalchemy.orm import configure_mappers

    configure_mappers()


def run_web(service: str, env: dict[str, str], host: str, port: int) -> None:
    """Serve one service until a signal says stop."""
    env = env | {"ASAR_PROCESS": "web"}
    become(env)
    check(service, env)
    listener: socket.socket = open_listener(host, port)
    warm("deploy.running.web", f"services.{service}.service")
    from deploy.running.web import serve

    print(f"{service} answers at {host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
    behind_wall(env, lambda: serve(listener, env))


def run_tasks(service: str, env: dict[str, str], lane: str = MAIN) -> None:
    """Work on one lane of one service until a signal says stop; what is under way gets twenty seconds."""
    if lane == DOCUMENTS and service not in MAKES_DOCUMENTS:
        raise Trouble(NO_DOCUMENTS.format(service, ", ".join(MAKES_DOCUMENTS)))
    env = env | {"ASAR_PROCESS": "worker", "ASAR_LANE": lane}
    become(env)
    check(service, env)
    warm("deploy.running.worker", f"services.{service}.service")
    from deploy.running.worker import work

    print(f"{service} works on {lane}", file=sys.stderr, flush=True)
    behind_wall(env, lambda: work(env))
