"""The web application of one process: all four services, or those that ASAR_SERVICES names, behind one front.

Any WSGI server can load it: `gunicorn --no-control-socket 'deploy.wsgi:application()'`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from deploy.front.application import Front
from deploy.permissions import permissions
from deploy.running.loading import loaded_apart
from deploy.running.scale import Scale, pool_of, read_scaling
from deploy.settings import SERVICES
from shared import lines
from shared.plugins.deadline import dismiss

if TYPE_CHECKING:
    from flask import Flask


def named_services(env: Mapping[str, str]) -> tuple[str, ...]:
    """The services of this process: ASAR_SERVICES (comma list), all four when it is not set."""
    chosen = [name.strip() for name in env.get("ASAR_SERVICES", "").split(",") if name.strip()]
    return tuple(chosen) or SERVICES


def scale_of(env: Mapping[str, str]) -> Scale:
    """How many processes and threads a process of these services has."""
    return read_scaling(env, SERVICES).of(named_services(env))


def make_apps(env: Mapping[str, str] | None = None) -> dict[str, Flask]:
    """The apps of this process by name; without ASAR_PEERS they ask one another inside the process."""
    env = os.environ if env is None else env
    pool = pool_of(scale_of(env), env.get("ASAR_PROCESS", ""), env.get("ASAR_LANE", ""))
    told = {**env, "ASAR_PERMISSIONS": permissions(), "ASAR_POOL": str(pool)}
    apps = {
        name: importlib.import_module(f"services.{name}").create_app(told) for name in named_services(env)
    }
    if not env.get("ASAR_PEERS"):
        from shared.peers import mount

        mount(apps)
    return apps


def application(env: Mapping[str, str] | None = None) -> Any:
    """The WSGI application. ASAR_PROXIES is the exact number of proxies before it
    (default 0: believe no header)."""
    env = os.environ if env is None else env
    return behind_proxies(make_front(env), env)


def make_front(env: Mapping[str, str]) -> Front:
    """The services behind one front. It may be forked: no thread stands and no connection is open."""
    lines.configure()
    with loaded_apart():
        front = Front(make_apps(env), env.get("ASAR_PEERS"), env.get("ASAR_HOME"))
        for app in front.apps.values():
            app.url_map.update()  # else every fork sorts its addresses at its first request
        dismiss()
    return front


def behind_proxies(front: Front, env: Mapping[str, str]) -> Any:
    """The front, which believes the forwarding headers of as many proxies as there are."""
    proxies = int(env.get("ASAR_PROXIES") or 0)
    return ProxyFix(front, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else front
