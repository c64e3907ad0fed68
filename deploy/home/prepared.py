"""A way for a command to have the servers running under it, and the tables up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.home.environment import services_env
from deploy.home.holding import wait_for_lock
from deploy.home.keys import make_keys
from deploy.home.state import read_state
from deploy.servers.databases import provision
from deploy.servers.pair import Servers
from deploy.settings import Settings, read_settings


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
            yield env | at_its_address(settings.home)
        else:
            with running(settings, servers):
                yield env
    finally:
        if handle is not None:
            os.close(handle)


def at_its_address(home: Path) -> dict[str, str]:
    """Under which address the suite that is up in a home is reached: a command in another shell does not know
    its port, and a centre is told by it where a region's home is."""
    state = read_state(home)
    return {"ASAR_PUBLIC_URL": state.address} if state else {}


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
