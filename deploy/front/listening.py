"""Sockets that are open before anything starts, and the question whether a suite answers."""

from __future__ import annotations

import socket
from http.client import HTTPConnection, HTTPException

from deploy.trouble import Trouble


def open_listener(host: str, port: int) -> socket.socket:
    """A listening socket, opened before anything starts:
    a taken port is known at once and a restart keeps it."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Who is connected gets it too: a head and a body go out at once, not the body 40 ms after the head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Trouble(
            f"port {port} on {host} cannot be used ({error.strerror}). "
            "Choose another: --port 8001 or ASAR_PORT"
        ) from None
    listener.listen(1024)
    return listener


def ask_health(address: str) -> tuple[int, str]:
    """What /healthz of a suite answers: (status, words); status 0 when nobody does."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=10)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()
