"""Whether passwords would cross a network in the open: then nothing starts, and it is said what to do."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from deploy.settings import Settings
from deploy.trouble import Trouble

HOW = """{what},
so passwords and people's data would cross the network in the open.
What to do:
  - For people on the network: keep Asar on 127.0.0.1, put a proxy with a certificate before it, such as
      caddy reverse-proxy --from asar.example.kz --to 127.0.0.1:{port}
    and start with ASAR_PUBLIC_URL=https://asar.example.kz ASAR_PROXIES=1
    (the proxy on another machine: ASAR_HOST as well).
  - To look at it from another machine for a while: ssh -L {port}:127.0.0.1:{port} this-machine
    and open http://127.0.0.1:{port} there."""


def refuse_open_air(settings: Settings, env: Mapping[str, str] | None = None) -> None:
    """Trouble when people would reach it over a network without TLS."""
    env = os.environ if env is None else env
    address = urlsplit(settings.public_url)
    behind_tls = address.scheme == "https" and (env.get("ASAR_PROXIES") or "0") != "0"
    if not is_own_machine(settings.host) and not behind_tls:
        words = f"ASAR_HOST={settings.host} listens to the network, and no proxy with TLS is named before it"
    elif not is_own_machine(address.hostname or "") and address.scheme != "https":
        words = f"{settings.public_url} is an address without TLS"
    else:
        return
    raise Trouble(HOW.format(what=words, port=settings.port))


WHOLE_WORLD = (
    "--host {0} is not an address of this machine or of an inner network: the service believes what the "
    "nginx before it says of callers, so only that one may reach it. Name the address of the inner network, "
    "such as 10.0.0.2"
)


def refuse_whole_world(host: str) -> None:
    """Trouble where one part by itself would listen to more than this machine or an inner network."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
    except ValueError:
        raise Trouble(WHOLE_WORLD.format(host)) from None
    if address.is_unspecified or not address.is_private:
        raise Trouble(WHOLE_WORLD.format(host))


def is_own_machine(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
