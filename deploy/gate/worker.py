"""gunicorn's threaded worker with a gate: the loop takes a request in, a thread gets it when it is whole.

Without it four half-sent requests hold the four threads of a process for as long as somebody likes.
"""

from __future__ import annotations

import errno
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

from deploy.gate.arriving import Arriving, Received
from deploy.gate.limits import LIMITS, Held, Ledger, Limits
from deploy.gate.refusals import (
    ADDRESS_TOO_LONG,
    BUSY,
    HEAD_TOO_LONG,
    NO_ROOM,
    NOT_UNDERSTOOD,
    TOO_MANY,
    TOO_SLOW,
    Refusal,
    written,
)

PIECE, TURNS = 2**18, 16
LOOK_SECONDS = 0.25
SEND_SECONDS = 20
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
Caller = tuple[str, int] | str
OURS = (InvalidResponseHeader, InvalidResponseHeaderName)
UNREAD: dict[type[BaseException], Refusal] = {
    LimitRequestLine: ADDRESS_TOO_LONG,
    LimitRequestHeaders: HEAD_TOO_LONG,
}


class Guest(TConn):
    """A connection: what of its next request has arrived, and since when it waits for a thread."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Caller, server: Caller) -> None:
        super().__init__(cfg, sock, client, server)
        self.address = client[0] if isinstance(client, tuple) else str(client)
        self.received, self.initialized, self.data_ready = Received(), True, True
        self.parser = RequestParser(cfg, self.received, client)
        self.arriving: Arriving | None = None
        self.surplus, self.waits_since, self.is_taken = b"", 0.0, False
        self.counted = Held()
        self.let_go: Callable[[Guest], None] | None = None

    def close(self, graceful: bool = False) -> None:
        """Close it; politely where the loop waits for the other side, not here."""
        self.received.close()
        if graceful and self.let_go is not None:
            self.let_go(self)
        else:
            util.close(self.sock)


class GateWorker(ThreadWorker):
    """The worker: `arriving` are being read, `queued` wait for a thread, `parting` were answered."""

    limits: Limits = LIMITS
    counts_addresses = True

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.ledger = Ledger(self.limits, self.counts_addresses)
        self.arriving: set[Guest] = set()
        self.looked = 0.0
        self.served = threading.local()  # whom this thread serves
        self.queued: deque[Guest] = deque()
        self.parting: deque[tuple[float, socket.socket]] = deque()

    def accept(self, listener: socket.socket) -> None:
        """Let somebody in, and read what is there already."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        guest = Guest(self.cfg, sock, client, listener.getsockname())
        guest.let_go = self.part
        self.receive(guest)

    def on_client_socket_readable(self, guest: Guest, client: Any) -> None:
        """A kept connection speaks again."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(guest)
        self.receive(guest)

    def finish_request(self, guest: Guest, done: Any) -> None:
        """Keep the connection or part; what came behind the request is the next one."""
        super().finish_request(guest, done)
        if guest.surplus and guest in self.keepalived_conns:
            self.on_client_socket_readable(guest, guest.sock)

    def receive(self, guest: Guest) -> None:
        """Begin to take a request in."""
        guest.sock.setblocking(False)
        guest.arriving = Arriving(self.limits, time.monotonic())
        self.arriving.add(guest)
        self.poller.register(guest.sock, EVENT_READ, partial(self.read, guest))
        if not self.count(guest):
            self.drop(guest)
            return
        surplus, guest.surplus = guest.surplus, b""
        if not surplus or not self.take(guest, surplus):
            self.read(guest)

    def read(self, guest: Guest, _socket: object = None) -> None:
        """Take in what there is, a few pieces at a time: others wait too."""
        for _turn in range(TURNS):
            try:
                data = guest.sock.recv(PIECE)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                data = b""
            if not data:
                self.drop(guest)
                return
            if self.take(guest, data):
                return

    def take(self, guest: Guest, data: bytes) -> bool:
        """One piece; whether the request has left the gate, whole or refused."""
        request = self.request_of(guest)
        was_read = request.is_read
        try:
            guest.surplus = request.feed(data, time.monotonic())
        except OSError as error:
            self.log.error("a request's body could not be kept: %s", error)
            return self.refuse(guest, NO_ROOM)
        if request.is_whole:
            return self.admit(guest)
        if request.too_long:
            return self.refuse(guest, HEAD_TOO_LONG)
        if not self.count(guest):
            return self.refuse(guest, TOO_MANY)
        if request.is_read and not was_read:
            self.encourage(guest, request)
        return False

    def encourage(self, guest: Guest, request: Arriving) -> None:
        """Tell a client that waits with its body to send it."""
        if request.header(b"expect").lower() == b"100-continue":
            self.send(guest, CONTINUE)

    def count(self, guest: Guest) -> bool:
        """Count what is arriving; whether its address is within its limits."""
        request = self.request_of(guest)
        size = request.length if request.is_read else 0
        return self.recount(guest, Held(request.is_silent, not request.is_silent, size))

    def recount(self, guest: Guest, held: Held) -> bool:
        """Count that in place of what was counted of this connection before."""
        was, guest.counted = guest.counted, held
        return self.ledger.change(guest.address, was, held)

    def admit(self, guest: Guest) -> bool:
        """A whole request goes to a thread, unless those before it wait too long already."""
        self.forget_taken()
        longest = time.monotonic() - self.queued[0].waits_since if self.queued else 0
        if longest > self.limits.waiting_seconds or len(self.queued) >= self.limits.waiting:
            return self.refuse(guest, BUSY)
        request = self.request_of(guest)
        self.leave_gate(guest)
        guest.received.give(request)
        guest.waits_since, guest.is_taken = time.monotonic(), False
        self.queued.append(guest)
        self.enqueue_req(guest)
        return True

    def forget_taken(self) -> None:
        """Those whom a thread has taken wait no more."""
        while self.queued and self.queued[0].is_taken:
            self.queued.popleft()

    def handle(self, guest: Guest) -> Any:
        """In a thread: answer it, or say that it waited too long; whoever asked has given up by now."""
        guest.is_taken, self.served.guest = True, guest
        if time.monotonic() - guest.waits_since > self.limits.stale_seconds:
            self.send(guest, written(BUSY, guest.arriving))
            return False
        return super().handle(guest)

    def handle_error(self, request: Any, client: Any, address: Any, error: BaseException) -> None:
        """In a thread: say in our shape that gunicorn's parser did not take the request; the rest is its."""
        if not isinstance(error, ParseException) or isinstance(error, OURS):
            super().handle_error(request, client, address, error)
            return
        self.log.warning("a request is not taken: %s", error)
        guest: Guest = self.served.guest
        self.send(guest, written(UNREAD.get(type(error), NOT_UNDERSTOOD), guest.arriving))

    def _keepalive_after(self, guest: Guest, keepalive: bool) -> bool:
        """A body that was not taken in still comes: the connection ends after the answer."""
        taken_in = guest.arriving is not None and guest.arriving.takes_body
        return taken_in and bool(super()._keepalive_after(guest, keepalive))

    def murder_pending(self) -> None:
        """Give up what did not arrive in its time, and whoever does not hang up. Each turn of the loop."""
        super().murder_pending()
        now = time.monotonic()
        if now < self.looked + LOOK_SECONDS:
            return
        self.looked = now
        self.give_up(now)
        while self.parting and self.parting[0][0] < now:
            self.hang_up(self.parting.popleft()[1])
        self.forget_taken()

    def give_up(self, now: float) -> None:
        """What did not arrive in its time; a worker that ends waits for no one who has said nothing."""
        for guest in list(self.arriving):
            request = self.request_of(guest)
            if request.is_silent and (request.ends < now or not self.alive):
                self.drop(guest)
            elif request.ends < now:
                self.refuse(guest, TOO_SLOW)

    def refuse(self, guest: Guest, refusal: Refusal) -> bool:
        """Say no and part."""
        request = self.request_of(guest)
        self.leave_gate(guest)
        self.send(guest, written(refusal, request))
        request.close()
        self.nr_conns -= 1
        guest.close(graceful=True)
        return True

    def drop(self, guest: Guest) -> None:
        """Part without a word: nobody listens."""
        self.leave_gate(guest)
        self.request_of(guest).close()
        self.nr_conns -= 1
        guest.close()

    def leave_gate(self, guest: Guest) -> None:
        """It is not being read any more, and nothing of it is counted."""
        self.arriving.discard(guest)
        with suppress(KeyError, ValueError, OSError):
            self.poller.unregister(guest.sock)
        self.recount(guest, Held())

    def send(self, guest: Guest, data: bytes) -> None:
        """Write a few bytes without waiting for anybody."""
        with suppress(OSError):
            guest.sock.send(data)

    def part(self, guest: Guest) -> None:
        """End our side, and let the loop wait for theirs: closing at once would take the answer back."""
        try:
            guest.sock.setblocking(False)
            guest.sock.shutdown(socket.SHUT_WR)
            self.poller.register(guest.sock, EVENT_READ, self.discard)
        except (OSError, ValueError, KeyError):
            util.close(guest.sock)
            return
        self.parting.append((time.monotonic() + self.limits.parting_seconds, guest.sock))
        if len(self.parting) > self.limits.parting:
            self.hang_up(self.parting.popleft()[1])

    def discard(self, sock: socket.socket) -> None:
        """What comes after the answer is read by nobody; its end is the end."""
        with suppress(BlockingIOError):
            try:
                if sock.recv(PIECE):
                    return
            except ConnectionError:
                pass
            self.hang_up(sock)

    def hang_up(self, sock: socket.socket) -> None:
        """Close it."""
        with suppress(KeyError, ValueError, OSError):
            self.poller.unregister(sock)
        util.close(sock)

    def request_of(self, guest: Guest) -> Arriving:
        """What is arriving on a connection."""
        if guest.arriving is None:
            raise AssertionError("nothing arrives here")
        return guest.arriving


class BehindProxy(GateWorker):
    """Behind a trusted proxy all come from its address: it counts them itself."""

    counts_addresses = False
