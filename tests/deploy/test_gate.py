"""The gate of a web process: half-sent requests, slow bodies, too many at once, a worker's end. Protections
have a twin: gunicorn's own worker, which fails where ours must not."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from deploy.gate.arriving import Arriving
from deploy.gate.limits import Limits
from deploy.settings import ROOT

SERVER = """
import json, os, socket, sys, time
from deploy.gate.limits import Limits
from deploy.gate.worker import BehindProxy, GateWorker
from deploy.running.web import Web, GUNICORN
kind, limits, gunicorn = json.loads(sys.argv[1])
GUNICORN.update(gunicorn)
GateWorker.limits = Limits(**limits)

def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1)
    read = len(environ["wsgi.input"].read()) if environ["PATH_INFO"] == "/size" else 0
    body = json.dumps({"pid": os.getpid(), "size": read}).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

class Tiny(Web):
    def load_config(self):
        super().load_config()
        if kind != "gate":
            self.cfg.set("worker_class", kind)
    def load(self):
        return application

listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
print(listener.getsockname()[1], flush=True)
Tiny(listener.fileno(), {}).run()
"""
HALF = b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf"
GET = b"GET / HTTP/1.1\r\nHost: x\r\n%s\r\n"
Serve = Callable[..., int]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A function that starts a server of this kind of worker and gives its port."""
    started: list[subprocess.Popen[str]] = []

    def start(kind: str = "gate", workers: int = 1, max_requests: int = 0, **limits: float) -> int:
        told = {"workers": workers, "max_requests": max_requests, "max_requests_jitter": 0}
        given = json.dumps([kind, limits, told])
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, given],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        port = int(process.stdout.readline())
        assert b"200 OK" in asked(port, GET % b"Connection: close\r\n", 30)
        return port

    yield start
    for process in started:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def opened(port: int, sent: bytes, seconds: float = 10) -> socket.socket:
    """A connection on which this was sent."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=seconds)
    connection.sendall(sent)
    return connection


def read(connection: socket.socket) -> bytes:
    """Everything until the other side ends; nothing when it says nothing in time."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except TimeoutError:
        pass
    return b"".join(parts)


def asked(port: int, sent: bytes, seconds: float = 10) -> bytes:
    """The whole answer to a request on a connection of its own."""
    with opened(port, sent, seconds) as connection:
        return read(connection)


def answered(connection: socket.socket) -> bytes:
    """One answer on a connection that stays."""
    got = b""
    while b"\r\n\r\n" not in got or not got.endswith(b"}"):
        part = connection.recv(65536)
        if not part:
            break
        got += part
    return got


def answer_beside_half_sent(port: int) -> bytes:
    """What a stranger gets while twelve half-sent requests are held."""
    with ExitStack() as held:
        for _ in range(12):
            held.enter_context(opened(port, HALF))
        time.sleep(0.3)
        return asked(port, GET % b"Connection: close\r\n", 2)


def test_half_sent_requests_take_no_thread(serve: Serve) -> None:
    assert b"200 OK" in answer_beside_half_sent(serve())


def test_twin_without_the_gate_is_frozen_by_half_sent_requests(serve: Serve) -> None:
    assert answer_beside_half_sent(serve("gthread")) == b""


def test_a_body_that_stops_is_given_up_in_words(serve: Serve) -> None:
    port = serve(silence_seconds=0.5)
    asked_for = b"Accept: text/html\r\nAccept-Language: kk\r\n"
    said = asked(port, HALF.replace(b"Host: x\r\n", b"Host: x\r\n" + asked_for)).decode()
    assert said.startswith("HTTP/1.1 408") and '<html lang="kk">' in said and "Сұраныс толық жетпеді" in said


def test_a_body_that_drips_is_given_up_all_the_same(serve: Serve) -> None:
    port, begun = serve(head_seconds=0.3, body_seconds=0.5, bytes_a_second=10_000), time.monotonic()
    with opened(port, HALF) as connection:
        for _ in range(30):
            connection.sendall(b"x")
            time.sleep(0.1)
            if time.monotonic() - begun > 1.6:
                break
        assert b"408" in read(connection)


def test_silent_connections_are_closed_without_a_word(serve: Serve) -> None:
    port = serve(head_seconds=0.5)
    assert asked(port, b"") == b""


def test_half_sent_requests_of_one_address_have_a_limit(serve: Serve) -> None:
    port = serve(half_sent=5)
    with ExitStack() as held:
        for _ in range(5):
            held.enter_context(opened(port, HALF))
        time.sleep(0.2)
        said = asked(port, HALF)
        assert said.startswith(b"HTTP/1.1 429") and b"Retry-After: 10" in said
        assert json.loads(said.split(b"\r\n\r\n")[1])["code"] == "too_many_unfinished"
        assert b"200 OK" in asked(port, GET % b"Connection: close\r\n")


def test_what_an_address_declares_has_a_limit(serve: Serve) -> None:
    port = serve(held_bytes=1500)
    with opened(port, HALF):
        time.sleep(0.2)
        assert asked(port, HALF).startswith(b"HTTP/1.1 429")


def crowd(port: int, seconds: float) -> list[bytes]:
    """What forty get who come at once for what takes a second of one of four threads, one a little later."""
    slow = (GET % b"Connection: close\r\n").replace(b"GET /", b"GET /slow")
    with ThreadPoolExecutor(41) as pool:
        first = [pool.submit(asked, port, slow, seconds) for _ in range(40)]
        time.sleep(3)
        begun = time.monotonic()
        late = pool.submit(asked, port, slow, seconds).result()
        return [str(time.monotonic() - begun).encode(), late, *(one.result() for one in first)]


def test_overload_is_said_at_once_and_to_few(serve: Serve) -> None:
    seconds, late, *first = crowd(serve(waiting_seconds=2, stale_seconds=30), 20)
    assert late.startswith(b"HTTP/1.1 503") and b"Retry-After: 5" in late and float(seconds) < 1
    assert all(b"200 OK" in answer for answer in first)


def test_twin_without_the_gate_lets_the_late_one_wait(serve: Serve) -> None:
    seconds, late, *_first = crowd(serve("gthread"), 20)
    assert b"200 OK" in late and float(seconds) > 4


def test_who_waited_too_long_is_told_instead_of_served(serve: Serve) -> None:
    _seconds, _late, *first = crowd(serve(waiting_seconds=60, stale_seconds=3), 20)
    refused = [answer for answer in first if answer.startswith(b"HTTP/1.1 503")]
    assert 10 < len(refused) < 35


@pytest.mark.parametrize("size", [0, 1000, 5_000_000])
def test_bodies_arrive_whole_on_a_kept_connection(serve: Serve, size: int) -> None:
    sent = b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size
    with opened(serve(), sent) as connection:
        first = answered(connection)
        connection.sendall(sent)
        assert [json.loads(one.split(b"\r\n\r\n")[1])["size"] for one in (first, answered(connection))] == [
            size,
            size,
        ]


def test_two_requests_in_one_piece_get_two_answers(serve: Serve) -> None:
    twice = GET % b"" + GET % b"Connection: close\r\n"
    assert asked(serve(), twice).count(b"200 OK") == 2


def test_a_client_that_waits_with_its_body_is_told_to_send_it(serve: Serve) -> None:
    waits = b"Connection: close\r\nExpect: 100-continue\r\n"
    head = b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n%s\r\n" % waits
    with opened(serve(), head) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        connection.sendall(b"body")
        assert b'"size": 4' in read(connection)


@pytest.mark.parametrize(
    "head",
    [b"Transfer-Encoding: chunked\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: +5\r\n"],
)
def test_a_body_that_is_not_taken_in_ends_the_connection(serve: Serve, head: bytes) -> None:
    begun = time.monotonic()
    said = asked(serve(), b"POST / HTTP/1.1\r\nHost: x\r\n%s\r\n" % head)
    assert said.count(b"HTTP/1.1 ") == 1 and time.monotonic() - begun < 9


def test_endless_headers_are_refused(serve: Serve) -> None:
    assert asked(serve(), b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000).startswith(b"HTTP/1.1 431")


def test_whoever_does_not_hang_up_keeps_nobody_waiting(serve: Serve) -> None:
    port, closing = serve(), GET % b"Connection: close\r\n"
    with ExitStack() as held:
        for _ in range(6):
            held.enter_context(opened(port, closing))
        begun = time.monotonic()
        assert b"200 OK" in asked(port, closing)
    assert time.monotonic() - begun < 1.5


def test_workers_are_replaced_without_cutting_anybody(serve: Serve) -> None:
    port = serve(workers=2, max_requests=40)

    def ask_often(_number: int) -> list[bytes]:
        return [asked(port, GET % b"Connection: close\r\n") for _ in range(60)]

    with ThreadPoolExecutor(4) as pool:
        answers = [answer for some in pool.map(ask_often, range(4)) for answer in some]
    processes = {json.loads(answer.split(b"\r\n\r\n")[1])["pid"] for answer in answers}
    assert len(answers) == 240 and len(processes) > 3


def test_a_request_is_whole_however_it_is_cut() -> None:
    sent = b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n12345NEXT"
    for size in (1, 3, 7, len(sent)):
        request, rest = Arriving(Limits(), 0), b""
        for start in range(0, len(sent), size):
            rest += (
                sent[start : start + size]
                if request.is_whole
                else request.feed(sent[start : start + size], 0)
            )
        assert (request.is_whole, request.have, rest) == (True, 5, b"NEXT")
        request.close()


@pytest.mark.parametrize(
    ("head", "status", "code"),
    [
        (b"GET /?q=%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"x" * 5000), 414, "address_too_long"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: %s\r\n\r\n" % (b"x" * 9000), 431, "headers_too_large"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: q7j\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/9\r\nHost: x\r\n\r\n", 400, "bad_request"),
        (b"GET\r\nHost: x\r\n\r\n", 400, "bad_request"),
    ],
)
def test_what_is_no_http_is_refused_in_our_shape(serve: Serve, head: bytes, status: int, code: str) -> None:
    port = serve()
    said, _ends, body = asked(port, head).partition(b"\r\n\r\n")
    assert int(said[9:12]) == status and json.loads(body)["code"] == code
    page = asked(port, head.replace(b"Host: x", b"Host: x\r\nAccept: text/html\r\nAccept-Language: kk", 1))
    assert b"text/html" in page and b'<html lang="kk">' in page
