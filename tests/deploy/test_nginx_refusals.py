"""What nginx says by itself when no service answers: one shape with a number, in the reader's language."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deploy.front import nginx
from deploy.gate.refusals import NO_ANSWER
from deploy.settings import SERVICES

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin"), reason="nginx is not installed"
)


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where an nginx listens behind which no service answers."""
    with TemporaryDirectory(prefix="asar-nginx-") as folder:
        Path(folder).chmod(0o755)  # its workers run as nobody
        yield from serving(Path(folder))


def serving(folder: Path) -> Iterator[int]:
    """An nginx with its files in this folder."""
    here, silent = free_port(), free_port()
    written = nginx.configuration(
        folder, ("127.0.0.1", here), dict.fromkeys(SERVICES, (f"127.0.0.1:{silent}",)), "http"
    )
    (folder / "nginx.conf").write_text(written)
    command = [nginx.program(), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", "stderr"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    wait_for(here)
    yield here
    process.terminate()
    process.wait(10)


def wait_for(port: int) -> None:
    """Wait until something listens."""
    for _try in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def told(port: int, **headers: str) -> tuple[str, Message]:
    """The body and the headers of what nginx says in place of the events service."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/events/gatherings", headers=named)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=10)
    with refused.value as answer:
        assert (answer.code, answer.headers["Retry-After"]) == (503, "60")
        return answer.read().decode(), answer.headers


LANGUAGES = {
    "": "ru",
    "kk-KZ,ru;q=0.8": "kk",
    "de, en;q=0.5": "en",
    "fr": "ru",
}


@pytest.mark.parametrize("asked", LANGUAGES)
def test_a_tool_gets_the_one_shape_with_a_number(port: int, asked: str) -> None:
    body, headers = told(port, Accept_Language=asked)
    said = json.loads(body)
    assert (said["code"], said["message"]) == ("unavailable", NO_ANSWER.sentence(LANGUAGES[asked]))
    assert said["detail"] == {"incident": headers["X-Request-Id"]} and len(headers["X-Request-Id"]) > 8
    assert headers.get_all("Content-Type") == ["application/json"]


@pytest.mark.parametrize("asked", LANGUAGES)
def test_a_browser_gets_a_page(port: int, asked: str) -> None:
    body, headers = told(port, Accept="text/html,*/*", Accept_Language=asked)
    language = LANGUAGES[asked]
    assert f'<html lang="{language}">' in body and f"<h1>{NO_ANSWER.sentence(language)}</h1>" in body
    assert headers["X-Request-Id"] in body
    assert headers.get_all("Content-Type") == ["text/html; charset=utf-8"]


def test_the_language_somebody_chose_goes_first(port: int) -> None:
    body, _headers = told(port, Accept="text/html", Accept_Language="ru", Cookie="a=b; asar_locale=kk")
    assert '<html lang="kk">' in body


def test_what_nginx_does_not_understand_has_the_same_shape(port: int) -> None:
    for head, status, code in (
        ("GET /events/" + "x" * 40_000, 414, "address_too_long"),
        ("GET /events/ HTTP/1.1\r\nHost: x\r\nX: " + "x" * 40_000, 431, "headers_too_large"),
        ("GET /events/ HTTP/1.1\r\nHost: x\r\nContent-Length: x", 400, "bad_request"),
    ):
        with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as wire:
            wire.sendall(f"{head}\r\n\r\n".encode())
            said, _ends, body = wire.makefile("rb").read().partition(b"\r\n\r\n")
        assert int(said[9:12]) == status and json.loads(body)["code"] == code
