"""A proxy between the services of a separate suite, or between installations, which cuts what they say to one
another."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path

AT_ONCE = struct.pack("ii", 1, 0)  # closing sends a reset, not a polite end
STANDING: dict[Path, Proxy] = {}


class Proxy:
    """Carries connections to a port of this machine; while it cuts, every answer ends after some bytes, and
    while it is `down` nobody gets through."""

    def __init__(self, target: int) -> None:
        self.target, self.cutting, self.after = target, threading.Event(), 0
        self.down = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the services are told their neighbours are."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def accept(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                near, _from = self.listener.accept()
                if self.down.is_set():
                    near.close()
                    continue
                threading.Thread(target=self.carry, args=(near,), daemon=True).start()

    def carry(self, near: socket.socket) -> None:
        """One connection, both ways."""
        with suppress(OSError), near, socket.create_connection(("127.0.0.1", self.target), 5) as far:
            with self.lock:
                self.open |= {near, far}
                if self.down.is_set():  # it was taken down meanwhile
                    reset(near, far)
            there = threading.Thread(target=self.pump, args=(near, far, False), daemon=True)
            there.start()
            self.pump(far, near, True)
            there.join(1)
            with self.lock:
                self.open -= {near, far}

    def pump(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        """Bytes from one side to the other."""
        passed = 0
        with suppress(OSError):
            while piece := source.recv(65536):
                if self.cutting.is_set() and is_answer:
                    target.sendall(piece[: max(self.after - passed, 0)])
                    reset(source, target)
                    return
                target.sendall(piece)
                passed += len(piece)
            target.shutdown(socket.SHUT_WR)

    def cut(self, seconds: float, after: int) -> None:
        """Cut what is open now, and every answer of the next seconds after so many bytes."""
        self.after = after
        self.cutting.set()
        with self.lock:
            reset(*self.open)
        time.sleep(seconds)
        self.cutting.clear()

    def take_down(self) -> None:
        """Cut what is open, and let nobody through until it is put up again."""
        self.down.set()
        with self.lock:
            reset(*self.open)

    def put_up(self) -> None:
        """Let everybody through again."""
        self.down.clear()

    def close(self) -> None:
        """Take no more."""
        self.listener.close()


def reset(*ends: socket.socket) -> None:
    """End connections as a pulled plug does."""
    for end in ends:
        with suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            end.shutdown(socket.SHUT_RDWR)
