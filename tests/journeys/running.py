"""A suite as a user starts it: the command, an address, the shell commands beside it."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.servers.places import forget_place
from tests.journeys import warm

PASSWORD = "a long enough password"
TOPOLOGIES = ONE_PROCESS, SEPARATE, OWN_SERVERS = (
    "one-process",
    "separate",
    "own-servers",
)  # pytest keeps a suite by their identity


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """One started suite."""

    home: Path
    port: int
    env: dict[str, str]
    process: warm.Command | None = None
    token: str = ""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        """`asar up`, and wait until all is ready."""
        words = ["up", "--home", str(self.home), "--port", str(self.port), *options]
        with (self.home / "up.log").open("wb") as log:
            self.process = warm.Command(words, self.env, log)
        self.wait()
        self.token = self.command("token", "create", "--name", "journey", *self.scopes())

    def wait(self, seconds: float = 90) -> None:
        """Until /healthz answers 200."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            assert self.process is not None
            assert self.process.poll() is None, (self.home / "up.log").read_text()
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=3):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.home / "up.log").read_text())

    def stop(self) -> None:
        """Ctrl-C; the servers of a home that nobody opens again take no room."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
        forget_place(self.home)

    @staticmethod
    def scopes() -> list[str]:
        """Every scope there is."""
        return [
            part
            for service in ("registry", "events", "grants", "reports")
            for access in ("read", "write")
            for part in ("--scope", f"{service}:{access}")
        ]

    def command(self, *words: str, **env: str) -> str:
        """One `asar` command beside the running suite; what it prints."""
        return self.run(words[0], "--home", str(self.home), *words[1:], **env)

    def run(self, *words: str, **env: str) -> str:
        """One command, or a script after "-c"; what it prints."""
        code, said, complained = warm.run(words, {**self.env, **env}, 90)
        assert code == 0, complained
        return said.strip()

    def user(self, login: str, role: str, region: str | None = None) -> None:
        """Somebody who signs in."""
        where = ["--region", region] if region else []
        self.command(
            "user",
            "add",
            "--login",
            login,
            "--name",
            login.title(),
            "--role",
            role,
            *where,
            ASAR_PASSWORD=PASSWORD,
        )

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        files: dict[str, tuple[str, bytes]] | None = None,
        fields: dict[str, str] | None = None,
        key: str | None = None,
    ) -> tuple[int, Any]:
        """One API call: status and JSON (or bytes)."""
        headers = {"Authorization": f"Bearer {self.token}"} | ({"Idempotency-Key": key} if key else {})
        data = None
        if files is not None:
            data, headers["Content-Type"] = multipart(files, fields or {})
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        elif method != "GET":
            data = b""
        request = urllib.request.Request(self.address + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, decoded(answer)
        except urllib.error.HTTPError as error:
            return error.code, decoded(error)

    def ok(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """The answer of a call that must succeed."""
        status, answer = self.call(method, path, body, **options)
        assert status < 300, (method, path, status, answer)
        return answer

    def eventually(self, look: Any, seconds: float = 10.0) -> float:
        """Seconds until `look()` is true; fails when it never becomes so."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if look():
                return time.monotonic() - started
            time.sleep(0.1)
        raise AssertionError("it never became true")


def multipart(files: dict[str, tuple[str, bytes]], fields: dict[str, str]) -> tuple[bytes, str]:
    """A multipart body and its content type."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (filename, data) in files.items():
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def decoded(answer: Any) -> Any:
    """JSON where it is JSON."""
    data = answer.read()
    return json.loads(data) if "json" in answer.headers.get("Content-Type", "") else data


def clean_environment(**more: str) -> dict[str, str]:
    """Nothing of the test run's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    return {**kept, **more}
