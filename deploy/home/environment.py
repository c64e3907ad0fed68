"""What the services are told: their environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from deploy.demo.told import read_demo
from deploy.routes import routes
from deploy.servers.databases import service_urls
from deploy.servers.pair import Servers
from deploy.settings import ROOT, Settings

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
