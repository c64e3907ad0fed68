"""`asar up --separate`: four gunicorns behind nginx, each with its own environment."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from time import sleep

import pytest

from deploy.front import nginx
from tests.deploy.conftest import Suite, all_gone, begin, end, family, new_home, run, wait_until_ready

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin"), reason="nginx is not installed"
)


@pytest.fixture(scope="module")
def separate() -> Iterator[Suite]:
    """A suite of separate services."""
    with new_home() as folder:
        suite = begin(folder, "--separate")
        yield wait_until_ready(suite)
        end(suite)


def test_each_service_runs_in_its_own_process(separate: Suite) -> None:
    parents = {
        separate.get(f"/{name}/process")["parent"] for name in ("registry", "events", "grants", "reports")
    }
    assert len(parents) == 4


def test_a_service_knows_only_its_own_database(separate: Suite) -> None:
    seen = separate.get("/grants/process")
    databases = [name for name in seen["environment"] if name.endswith("_DATABASE_URL")]
    assert databases == ["ASAR_GRANTS_DATABASE_URL"]


def test_separate_services_ask_over_http(separate: Suite) -> None:
    assert separate.get("/registry/ask/grants") | {"host": ""} == {
        "way": "http",
        "name": "grants",
        "script_name": "",
        "address": "127.0.0.1",
        "host": "",
    }


def test_forged_forwarding_headers_are_overwritten(separate: Suite) -> None:
    answer = separate.get(
        "/events/", **{"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example"}
    )
    assert (answer["address"], answer["host"]) == ("127.0.0.1", f"127.0.0.1:{separate.port}")


def test_a_large_body_passes_the_buffer(separate: Suite) -> None:
    assert separate.get("/reports/size", b"x" * 8_000_000) == 8_000_000


def test_what_nginx_refuses_itself_has_the_one_shape(separate: Suite) -> None:
    asked = urllib.request.Request(f"http://127.0.0.1:{separate.port}/reports/size", b"x" * 70_000_000)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=30)
    body = json.loads(refused.value.read())
    assert (refused.value.code, set(body), body["code"]) == (
        413,
        {"code", "message", "detail"},
        "file_too_large",
    )
    assert refused.value.headers["Content-Security-Policy"] == "default-src 'none'"
    refused.value.close()


def half_sent(port: int) -> socket.socket:
    """A request whose body does not come."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(b"POST /events/size HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
    return connection


def test_half_sent_requests_hold_no_service_and_have_a_limit(separate: Suite) -> None:
    with ExitStack() as held:
        for _ in range(nginx.MOST):
            held.enter_context(half_sent(separate.port))
        sleep(0.5)
        with half_sent(separate.port) as last:
            assert last.recv(1000).startswith(b"HTTP/1.1 429")
        other = HTTPConnection("127.0.0.1", separate.port, timeout=5, source_address=("127.0.0.2", 0))
        other.request("GET", "/events/")
        assert other.getresponse().status == 200
        other.close()


def test_health_is_gathered_from_all_four(separate: Suite) -> None:
    health = separate.get("/healthz")
    assert {name: words["status"] for name, words in health["services"].items()} == dict.fromkeys(
        ("registry", "events", "grants", "reports"), "ok"
    )


def test_each_service_has_a_working_worker(separate: Suite) -> None:
    for name in ("grants", "reports"):
        separate.get(f"/{name}/visits", b"")
    assert separate.wait_for(
        lambda: [separate.get(f"/{name}/visits") for name in ("grants", "reports")] == [1, 1]
    )


def test_frozen_service_leaves_the_others_answering(separate: Suite) -> None:
    frozen = family(separate.state["children"]["grants"])
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert separate.get("/events/")["name"] == "events"
        assert separate.status("/healthz") == 503
    finally:
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)


def test_killed_front_leaves_nothing_on_the_port_and_is_started_again(start: Callable[..., Suite]) -> None:
    suite = start("--separate")
    first = suite.state["children"]["nginx"]
    workers = family(first) - {first}
    os.kill(first, signal.SIGKILL)
    assert workers and all_gone(workers, 5)
    assert suite.wait_for(
        lambda: suite.state["children"]["nginx"] != first and suite.status("/healthz") == 200
    )


def test_killed_separate_suite_leaves_no_orphan(start: Callable[..., Suite]) -> None:
    suite = start("--separate")
    pids = family(suite.process.pid)
    os.kill(suite.process.pid, signal.SIGKILL)
    assert len(pids) > 20
    assert all_gone(pids, 5)


def test_missing_nginx_names_the_package(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from deploy.trouble import Trouble

    monkeypatch.setattr(nginx.shutil, "which", lambda *names, **more: None)
    with pytest.raises(Trouble, match="apt-get install nginx-light"):
        nginx.program()


def test_busy_port_stops_separate_services_too(separate: Suite, home: Path) -> None:
    done = run("up", "--separate", "--home", str(home), "--port", str(separate.port))
    assert "cannot be used" in done.stdout
