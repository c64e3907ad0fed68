"""A request on its way in: its bytes so far, and whether they are all there.

Only the end of the head and the declared length are looked for. What a request means, and whether it is
one, gunicorn's own parser judges afterwards; it is given these bytes, never the socket: it waits for nothing.
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

from deploy.gate.limits import Limits

HEAD_ENDS = b"\r\n\r\n"
DIGITS = frozenset(b"0123456789")


class Arriving:
    """The bytes of one request and what is known of it."""

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits, self.begun, self.last = limits, now, now
        self.head, self.length = b"", 0
        self.is_read, self.takes_body, self.too_long = False, True, False
        self.body: SpooledTemporaryFile[bytes] | None = None
        self.have = 0

    def feed(self, data: bytes, now: float) -> bytes:
        """Take what belongs to this request; the rest is the next one's."""
        self.last = now
        if not self.is_read:
            data = self.read_head(data)
        if not self.is_read or not self.takes_body:
            return data
        mine, rest = data[: self.length - self.have], data[self.length - self.have :]
        self.keep(mine)
        return rest

    def read_head(self, data: bytes) -> bytes:
        """What follows the head, once that is whole."""
        seen = max(len(self.head) - len(HEAD_ENDS), 0)
        self.head += data
        end = self.head.find(HEAD_ENDS, seen)
        self.too_long = end > self.limits.head_bytes or (end < 0 and len(self.head) > self.limits.head_bytes)
        if end < 0:
            return b""
        end += len(HEAD_ENDS)
        self.head, rest = self.head[:end], self.head[end:]
        self.is_read, self.length = True, declared(self.head)
        self.takes_body = 0 <= self.length <= self.limits.body_bytes
        return rest

    def keep(self, data: bytes) -> None:
        """Put a piece of the body aside: a large one is on the disk."""
        if self.body is None and data:
            self.body = SpooledTemporaryFile(self.limits.in_memory, prefix="asar-body-")
        if self.body is not None:
            self.body.write(data)
        self.have += len(data)

    @property
    def is_silent(self) -> bool:
        """Whether nothing came yet: a browser keeps such connections in store."""
        return not self.head

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is waited for; a body that is not taken in is not waited for."""
        return self.is_read and (not self.takes_body or self.have >= self.length)

    @property
    def ends(self) -> float:
        """When it is given up: the whole has its time, and so has each silence."""
        if not self.is_read:
            return self.begun + self.limits.head_seconds
        whole = self.begun + self.limits.head_seconds + self.limits.seconds_for(self.length)
        return min(whole, self.last + self.limits.silence_seconds)

    def header(self, name: bytes) -> bytes:
        """A header of the head; empty when it is not there."""
        return next(iter(values(self.head, name)), b"")

    def close(self) -> None:
        """Let go of what is on the disk."""
        if self.body is not None:
            self.body.close()


class Received:
    """What a parser reads instead of the socket: the bytes of whole requests, and then the end."""

    def __init__(self) -> None:
        self.head = b""
        self.request: Arriving | None = None

    def give(self, request: Arriving) -> None:
        """The next request to be read; what the one before left unread is gone."""
        self.close()
        self.head, self.request = request.head, request
        if request.body is not None:
            request.body.seek(0)

    def recv(self, size: int) -> bytes:
        """Up to so many bytes; none at the end."""
        if self.head:
            piece, self.head = self.head[:size], self.head[size:]
            return piece
        body = self.request.body if self.request else None
        return body.read(size) if body is not None else b""

    def close(self) -> None:
        """Let go of the body."""
        if self.request is not None:
            self.request.close()
        self.head, self.request = b"", None


def values(head: bytes, name: bytes) -> list[bytes]:
    """What a header says, each time it is there."""
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return [value.strip() for key, _colon, value in lines if key.strip().lower() == name]


def declared(head: bytes) -> int:
    """The body's declared length; -1 where only the services may judge: chunked, twice, no number."""
    said = values(head, b"content-length")
    if values(head, b"transfer-encoding") or len(said) > 1:
        return -1
    if not said:
        return 0
    return int(said[0]) if said[0] and len(said[0]) < 16 and set(said[0]) <= DIGITS else -1
