"""From its first moment the port answers in words; nobody is refused while the services take it over."""

from __future__ import annotations

import json
import shutil
import socket
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deploy.conftest import Suite, begin, end, wait_until_ready

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")


def listening(suite: Suite) -> bool:
    """Whether the port is open."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", suite.port)) == 0


def ask(suite: Suite, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One answer of the front page; a refused or cut connection fails the test."""
    connection = HTTPConnection("127.0.0.1", suite.port, timeout=15)
    try:
        connection.request(
            "GET", "/events/", headers={name.replace("_", "-"): said for name, said in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    finally:
        connection.close()


def answers_until_ready(suite: Suite) -> list[int]:
    """The statuses of one caller after another, from the first moment until the service answers."""
    seen, ends = [], time.monotonic() + 60
    while (not seen or seen[-1] != 200) and time.monotonic() < ends:
        seen.append(ask(suite)[0])
        time.sleep(0.01)
    return seen


@pytest.mark.parametrize(
    "options", [[], pytest.param(["--separate"], marks=pytest.mark.skipif(not NGINX, reason="no nginx"))]
)
def test_the_port_answers_while_it_starts_and_nobody_is_refused(home: Path, options: list[str]) -> None:
    suite = begin(home, *options)
    try:
        assert suite.wait_for(lambda: listening(suite), 30)
        status, headers, body = ask(suite, Accept_Language="kk-KZ,ru;q=0.5")
        said = json.loads(body)
        assert (status, said["code"], headers["Retry-After"]) == (503, "starting", "5")
        assert said["message"].startswith("Жүйе іске қосылып жатыр")
        page = ask(suite, Accept="text/html", Accept_Language="en")
        assert page[1]["Refresh"] == "5" and b"The system is starting" in page[2]
        assert set(answers_until_ready(suite)) == {503, 200}
        wait_until_ready(suite)
        assert {ask(suite)[0] for _time in range(20)} == {200}
        assert "starting" not in suite.state["children"]
    finally:
        end(suite)


def test_a_sent_form_gets_its_answer_though_nobody_reads_it(home: Path) -> None:
    suite = begin(home)
    try:
        assert suite.wait_for(lambda: listening(suite), 30)
        connection = HTTPConnection("127.0.0.1", suite.port, timeout=15)
        connection.request("POST", "/reports/size", b"x" * 3_000_000)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["code"]) == (503, "starting")
        connection.close()
    finally:
        end(suite)


def test_who_says_nothing_keeps_no_start_waiting(home: Path) -> None:
    suite = begin(home)
    try:
        assert suite.wait_for(lambda: listening(suite), 30)
        with socket.create_connection(("127.0.0.1", suite.port)) as silent:
            silent.sendall(b"GET / HT")
            wait_until_ready(suite)
            assert suite.status("/events/") == 200
    finally:
        end(suite)
