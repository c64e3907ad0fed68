"""What the services are told: their environment,
and a way for a command to have the servers running under it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.databases import provision, service_urls
from deploy.demo import read_demo
from deploy.keys import make_keys
from deploy.routes import routes
from deploy.servers import Servers
from deploy.settings import ROOT, Settings, read_settings
from deploy.state import is_up, restore_mark, state_file
from deploy.trouble import Trouble

KEPT = {
    "PATH",
    "HOME",
    "TMPDIR",
    "PYTHONDONTWRITEBYTECODE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
}
KEPT_FAMILIES = ("ASAR_", "AWS_")
WITHHELD = {
    "ASAR_DATABASE_URL",
    "ASAR_PORT",
    "ASAR_HOST",
    "ASAR_PEERS",
    "ASAR_SERVICES",
    "ASAR_PROCESS",
    "ASAR_LANE",
    "ASAR_BACKUP_PASSPHRASE",
}
ORDER = ROOT / "plugins/order.txt"
HALF_RESTORED = "what is restored into {0} is not whole: ./asar restore --from the same place again"


def restricted(env: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that services may see;
    the address of the database administrator is not in it."""
    kept = {name: value for name, value in env.items() if name in KEPT or name.startswith(KEPT_FAMILIES)}
    kept = {name: value for name, value in kept.items() if name not in WITHHELD}
    path = env.get("PYTHONPATH") or str(ROOT)
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": path}


def listed_plugins(order: Path = ORDER) -> str:
    """The plugins that are loaded unless somebody says otherwise, in order, as ASAR_PLUGINS names them."""
    lines = order.read_text("utf-8").splitlines() if order.exists() else []
    return ",".join(name for line in lines if (name := line.partition("#")[0].strip()))


def services_env(
    settings: Settings, servers: Servers, env: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The whole environment of the services' processes. Holds secrets: never print it."""
    env = os.environ if env is None else env
    urls = service_urls(settings, servers.admin_url)
    return restricted(env) | {
        "ASAR_HOME": str(settings.home),
        "PROMETHEUS_MULTIPROC_DIR": str(counters(settings.home)),
        "ASAR_KEYS": str(settings.keys),
        "ASAR_PUBLIC_URL": settings.public_url,
        "ASAR_REDIS_URL": servers.redis_url,
        "ASAR_QUEUE": settings.queue,
        "ASAR_DEPLOYMENT": settings.deployment,
        "ASAR_ROUTES": routes(env),
        "ASAR_PLUGINS": env.get("ASAR_PLUGINS", listed_plugins()),
        **{f"ASAR_{service.upper()}_DATABASE_URL": url for service, url in urls.items()},
    }


def counters(home: Path) -> Path:
    """Where every process keeps what it counts; see shared/counting.py."""
    folder = home / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def demo_clock(home: Path) -> dict[str, str]:
    """The day on which the demo programme stands still, so that its figures mean what they say."""
    demo = read_demo(home)
    return {"ASAR_TODAY": demo.today} if demo else {}


def lock_file(home: Path) -> Path:
    """Held by whoever runs the servers of this home;
    its forks hold it too, so it is free only when all are gone."""
    return home / "lock"


def make_home(home: Path) -> None:
    """The home, closed to other accounts (they may pass through when the servers run as `nobody`)."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def try_lock(home: Path) -> int | None:
    """The held lock's descriptor, or None when another process holds it."""
    make_home(home)
    handle = os.open(lock_file(home), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def wait_for_lock(home: Path, seconds: float, half_restored: bool = False) -> int | None:
    """The lock, or None when a suite is up in this home. Short commands and dying suites are waited for.
    Raises Trouble in a home whose restore was cut short, unless that is what the caller looks for."""
    ends = time.monotonic() + seconds
    while (handle := try_lock(home)) is None:
        if is_up(home):
            return None
        if time.monotonic() > ends:
            raise Trouble(f"another asar command works in {home} and does not end; try again when it has")
        time.sleep(0.05)
    if restore_mark(home).exists() and not half_restored:
        os.close(handle)
        raise Trouble(HALF_RESTORED.format(home))
    state_file(home).unlink(missing_ok=True)
    return handle


@contextmanager
def prepared(home: str | Path | None = None) -> Iterator[dict[str, str]]:
    """The services' environment with the servers running and the tables up to date.

    Joins the suite that is up in this home; otherwise starts the servers, and stops them at the end.
    `home` None: ASAR_HOME or ./.asar. The caller makes apps with `deploy.wsgi.make_apps(env)`.
    Raises Trouble when there are none.
    """
    settings = read_settings(env=os.environ | ({"ASAR_HOME": str(home)} if home else {}))
    handle = wait_for_lock(settings.home, 60)
    try:
        if handle is not None:
            make_keys(settings.keys)  # a suite that is up made its own; an older one still reads them
        servers = Servers(settings)
        env = services_env(settings, servers)
        if handle is None:
            yield env
        else:
            with running(settings, servers):
                yield env
    finally:
        if handle is not None:
            os.close(handle)


@contextmanager
def running(settings: Settings, servers: Servers) -> Iterator[None]:
    """Servers started, databases and tables made; all stopped at the end."""
    try:
        servers.start()
        servers.wait()
        from deploy.backup.upgrading import upgrade  # heavy, and a suite that is up has done it

        upgrade(settings, servers, provision(settings, servers.admin_url))
        yield
    finally:
        servers.stop()
