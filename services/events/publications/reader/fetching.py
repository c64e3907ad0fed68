"""Opening a page whose address a user gave: public addresses only, for a few seconds, its first part.

The name is resolved once and the connection goes to the very address that was looked at, so that a name
cannot answer one thing and then another; a redirection is looked at like a new link."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

SECONDS, MOST_BYTES, MOST_REDIRECTIONS = 4.0, 256 * 1024, 3
PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
GLOBAL_V6 = ip_network("2000::/3")
CHARSET = re.compile(rb"""charset=["']?([\w-]{1,40})""", re.IGNORECASE)
SIGNS = ("windows-1251", "koi8-r", "utf-16")  # besides UTF-8; pages name worse ones
HEADERS = {
    "User-Agent": "Asar (media plan; reads title and day of a page)",
    "Accept": "text/html",
    "Accept-Encoding": "identity",
}
WAITING = ThreadPoolExecutor(4, thread_name_prefix="links")  # a name that is never resolved holds no request
Allowed = Callable[[str], bool]


class NotReached(Exception):
    """The page could not be opened, or must not be."""


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: no own network, no tunnel into one."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and (found not in GLOBAL_V6 or found.sixtofour or found.teredo):
        return False
    return found.is_global and not found.is_multicast


def fetched(link: str, allowed: Allowed = is_public, ports: tuple[int, ...] = (80, 443)) -> str:
    """The first part of a page as text; NotReached."""
    try:
        return WAITING.submit(followed, link, time.monotonic() + SECONDS, allowed, ports).result(SECONDS)
    except (TooLate, HTTPError, OSError, ValueError, UnicodeError) as error:
        raise NotReached from error


def followed(link: str, deadline: float, allowed: Allowed, ports: tuple[int, ...]) -> str:
    """The page behind a link and its redirections; NotReached."""
    for _turn in range(MOST_REDIRECTIONS + 1):
        answer = asked(link, deadline, allowed, ports)
        try:
            if answer.status not in MOVED:
                return read(answer, deadline)
            link = urljoin(link, answer.headers.get("Location", ""))
        finally:
            answer.close()
    raise NotReached


def asked(link: str, deadline: float, allowed: Allowed, ports: tuple[int, ...]) -> urllib3.BaseHTTPResponse:
    """The answer of the host of a link, asked at the address that was looked at; NotReached."""
    parts = urlsplit(link)
    host, port = parts.hostname, parts.port or PORTS.get(parts.scheme, 0)
    if parts.scheme not in PORTS or not host or port not in ports or parts.username is not None:
        raise NotReached
    pool = connection(parts.scheme, host, address_of(host, port, allowed), port)
    return pool.urlopen(
        "GET",
        target(parts),
        headers={**HEADERS, "Host": parts.netloc},
        redirect=False,
        retries=False,
        assert_same_host=False,
        preload_content=False,
        decode_content=False,
        timeout=max(0.1, deadline - time.monotonic()),
    )


def target(parts: SplitResult) -> str:
    """What of a link is asked of its host."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def address_of(host: str, port: int, allowed: Allowed) -> str:
    """The address of a host, all of whose addresses must be allowed; NotReached."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(map(allowed, found)):
        raise NotReached
    return sorted(found, key=len)[0]  # the older kind of address is the shorter one


def connection(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    """A connection to an address that answers under the name of its host."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def read(answer: urllib3.BaseHTTPResponse, deadline: float) -> str:
    """The first part of a page that is one; NotReached."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status != 200 or "html" not in kind or answer.headers.get("Content-Encoding"):
        raise NotReached
    page = b""
    while len(page) < MOST_BYTES and (part := answer.read1(16384)):
        page += part
        if time.monotonic() > deadline:
            raise NotReached
    return decoded(page, kind)


def decoded(page: bytes, kind: str) -> str:
    """A page as text, in the signs it names."""
    named = CHARSET.search(kind.encode()) or CHARSET.search(page[:4096])
    signs = named[1].decode().lower() if named else ""
    return page.decode(signs if signs in SIGNS else "utf-8", "replace")
