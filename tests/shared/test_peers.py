"""Neighbours that hang, drip, flood or talk nonsense: an answer in words, in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.home.keys import make_keys
from shared.peers import BREAK_AFTER, NeighbourDown, Peers

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Serve = Callable[[socket.socket], None]


@pytest.fixture
def neighbour(tmp_path: Path) -> Iterator[Callable[[Serve], Peers]]:
    """Makes a neighbour on a loopback port that behaves as told."""
    listeners: list[socket.socket] = []
    make_keys(tmp_path / "keys")

    def start(serve: Serve) -> Peers:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    try:
                        serve(connection)
                    except OSError:
                        pass

        threading.Thread(target=accept, daemon=True).start()
        return Peers(
            "events", tmp_path / "keys", {"registry": f"http://127.0.0.1:{listener.getsockname()[1]}"}
        )

    yield start
    for listener in listeners:
        listener.close()


def drip(connection: socket.socket) -> None:
    """A byte every 0.1 s for ever: each read succeeds, the whole never ends."""
    connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b" ")
        time.sleep(0.1)


def flood(connection: socket.socket) -> None:
    """Ten megabytes where a small answer is expected."""
    connection.sendall(HEAD + b"Content-Length: 20000000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x" * 100000)


@pytest.mark.parametrize(
    "serve",
    [
        lambda _connection: time.sleep(5),
        drip,
        flood,
        lambda connection: connection.sendall(b"nonsense\r\n\r\n"),
    ],
    ids=["hangs", "drips", "floods", "nonsense"],
)
def test_bad_neighbour_is_given_up_within_the_deadline(
    neighbour: Callable[[Serve], Peers], serve: Serve
) -> None:
    started = time.monotonic()
    with pytest.raises(NeighbourDown):
        neighbour(serve).ask("registry", "/x", {}, deadline=1.0)
    assert time.monotonic() - started < 2.0


def test_html_where_json_is_expected_is_a_dead_neighbour(neighbour: Callable[[Serve], Peers]) -> None:
    peers = neighbour(lambda connection: connection.sendall(HEAD + b"Content-Length: 6\r\n\r\n<html>"))
    with pytest.raises(NeighbourDown):
        peers.ask("registry", "/x", {}).json()


def test_breaker_answers_at_once_after_several_failures(neighbour: Callable[[Serve], Peers]) -> None:
    peers = neighbour(lambda connection: connection.close())
    for _ in range(BREAK_AFTER):
        with pytest.raises(NeighbourDown):
            peers.ask("registry", "/x", {})
    peers.urls = {"registry": "http://127.0.0.1:1"}
    started = time.monotonic()
    with pytest.raises(NeighbourDown):
        peers.ask("registry", "/x", {})
    assert time.monotonic() - started < 0.05
