"""One kept-open HTTP connection, so plain that what is timed is the server; and how times are taken."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LEAST, MOST, BUDGET = 5, 300, 4.0
HEAD_ENDS = b"\r\n\r\n"


class Refused(Exception):
    """The server answered with a refusal."""


@dataclass(frozen=True)
class Answer:
    """A status, the head as it came, and the body."""

    status: int
    head: bytes
    body: bytes

    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """A header of the answer."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _colon, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode()
        return None


@dataclass
class Wire:
    """A connection to one address with headers sent every time."""

    port: int
    headers: Mapping[str, str] = field(default_factory=dict)
    patience: float = 120

    def __post_init__(self) -> None:
        self.socket: socket.socket | None = None

    def ask(self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None) -> Answer:
        """One request and its answer, whatever its status; a connection the server closed is opened again."""
        sent = self.written(method, path, body, more or {})
        for attempt in (1, 2):
            try:
                return self.exchange(sent)
            except ConnectionError:
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def get(self, path: str) -> Answer:
        """A page or a list; Refused."""
        return checked(path, self.ask("GET", path))

    def post(self, path: str, said: object, more: Mapping[str, str] | None = None) -> Answer:
        """A call with JSON; Refused."""
        headers = {"Content-Type": "application/json", **(more or {})}
        return checked(path, self.ask("POST", path, json.dumps(said).encode(), headers))

    def written(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> bytes:
        """A request as it travels."""
        headers = {"Host": f"127.0.0.1:{self.port}", **self.headers, **more}
        if body or method != "GET":
            headers["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def exchange(self, sent: bytes) -> Answer:
        """Send, and read to the end of the answer."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), self.patience)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(sent)
        head, body = self.until(HEAD_ENDS)
        size = length(head)
        parts, missing = [body], size - len(body)
        while missing > 0:
            parts.append(self.piece())
            missing -= len(parts[-1])
        return Answer(int(head[9:12]), head, b"".join(parts))

    def until(self, mark: bytes) -> tuple[bytes, bytes]:
        """What comes before a mark, and what came after it meanwhile."""
        read = b""
        while mark not in read:
            read += self.piece()
        head, _mark, rest = read.partition(mark)
        return head, rest

    def piece(self) -> bytes:
        """What has come; ConnectionError when it was closed."""
        assert self.socket
        if piece := self.socket.recv(2**18):
            return piece
        raise ConnectionResetError

    def close(self) -> None:
        """Let go of the connection."""
        if self.socket:
            self.socket.close()
        self.socket = None


def length(head: bytes) -> int:
    """How long the body is; a server that does not say closes, which this wire does not read."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


def checked(path: str, answer: Answer) -> Answer:
    """An answer that is no refusal."""
    if answer.status >= 400:
        raise Refused(f"{path}: {answer.status} {answer.body[:300].decode(errors='replace')}")
    return answer


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best(work: Callable[[], object], least: int = LEAST) -> float:
    """Seconds of a run in a quiet moment: the least of many."""
    return best_of([work], least)[0]


def best_of(works: Sequence[Callable[[], object]], least: int = LEAST) -> list[float]:
    """The same of several, in turns, so that all meet the same noise: at most MOST times, and no longer than
    BUDGET seconds for each of them."""
    for work in works:
        work()
    ends = time.monotonic() + BUDGET * len(works)
    taken: list[list[float]] = []
    while len(taken) < least or (len(taken) < MOST and time.monotonic() < ends):
        taken.append([timed(work) for work in works])
    return [min(column) for column in zip(*taken, strict=True)]
