"""Who works while it is struck: writers and one who sends photos, who repeat what was not answered, and a
reader that measures outages."""

from __future__ import annotations

import itertools
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from deploy.bench.beside import GATHERING, WRITE, a_line
from deploy.bench.product import Product
from deploy.bench.wire import Answer, Wire
from deploy.chaos import photos
from deploy.chaos.ledger import Ledger, Promise

WRITERS = 3
FORGOTTEN = 0.05  # of the answers never reach the writer: it asks again, as a browser or a tool would
READ = "/events/api/v1/gatherings?limit=1"
PATIENCE, PATIENCE_OF_ONE = 30.0, 10.0


@dataclass
class Line:
    """When somebody was served last, and the longest time in which nobody was."""

    last: float = field(default_factory=time.monotonic)
    longest: float = 0.0
    served: int = 0
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def good(self) -> None:
        """Somebody was served."""
        with self.lock:
            now = time.monotonic()
            self.longest, self.last = max(self.longest, now - self.last), now
            self.served += 1

    def bad(self) -> None:
        """Somebody was not."""
        with self.lock:
            self.refused += 1

    def end(self) -> None:
        """Time is up: whoever was served no more waits to this moment."""
        with self.lock:
            self.longest = max(self.longest, time.monotonic() - self.last)


@dataclass
class Work:
    """All the work of a run. `keyed=False` is the twin: a repeated request has a key of its own."""

    product: Product
    ledger: Ledger
    mark: str
    keyed: bool = True
    reads: Line = field(default_factory=Line)
    writes: Line = field(default_factory=Line)
    over: threading.Event = field(default_factory=threading.Event)
    given_up: int = 0
    why: Counter[str] = field(default_factory=Counter)

    def begin(self) -> list[threading.Thread]:
        """Start the writers, the one with the photos and the reader."""
        self.said = GATHERING | {"project_id": self.product.project, "activity": a_line(self.product)}
        self.headers = dict(self.product.tool.headers)
        shown = self.product.tool.post(WRITE, self.said | {"title": f"{self.mark}shown"}).json()["id"]
        self.place = photos.PLACE.format(shown)
        self.reads, self.writes = Line(), Line()
        targets = [(self.write, number) for number in range(WRITERS)] + [(self.send, WRITERS), (self.read, 0)]
        threads = [threading.Thread(target=work, args=(number,), daemon=True) for work, number in targets]
        for thread in threads:
            thread.start()
        return threads

    def read(self, _number: int) -> None:
        """Ask for a list five times a second."""
        while not self.over.is_set():
            if self.asked(self.wire({}), "GET", READ) is None:
                self.reads.bad()
            else:
                self.reads.good()
            time.sleep(0.2)

    def write(self, number: int) -> None:
        """Record one thing after the other; what was begun is brought to its end also when the time is up."""
        chance = Random(f"{self.mark} {number}")
        for count in itertools.count():
            if self.over.is_set():
                return
            self.record(f"{self.mark}{number}-{count}", chance)

    def record(self, mark: str, chance: Random) -> None:
        """Record a gathering."""
        body = json.dumps(self.said | {"title": mark}).encode()
        self.insist(WRITE, body, JSON, lambda answer: (mark, answer.json()["id"]), chance)

    def send(self, number: int) -> None:
        """Send one photo after the other, two a second: each is looked at in a process of its own."""
        chance = Random(f"{self.mark} {number}")
        for count in itertools.count():
            if self.over.wait(0.5):
                return
            body, kind = photos.form(f"{self.mark}{count}")
            self.insist(self.place, body, {"Content-Type": kind}, photos.promise, chance)

    def insist(
        self,
        path: str,
        body: bytes,
        headers: dict[str, str],
        promised: Callable[[Answer], Promise],
        chance: Random,
    ) -> None:
        """Ask until it is answered; then what was promised is in the ledger."""
        key, ends = uuid.uuid4().hex, None
        while ends is None or time.monotonic() < ends:
            more = headers | {"Idempotency-Key": key if self.keyed else uuid.uuid4().hex}
            answer = self.asked(self.wire(more), "POST", path, body)
            if answer is not None and chance.random() >= FORGOTTEN:
                self.writes.good()
                self.ledger.promised(*promised(answer))
                return
            if answer is None:
                self.writes.bad()
                time.sleep(0.1)
            if self.over.is_set() and ends is None:
                ends = time.monotonic() + PATIENCE
        self.given_up += 1

    def wire(self, more: dict[str, str]) -> Wire:
        """A connection of its own, as somebody new has it."""
        return Wire(self.product.port, self.headers | more, PATIENCE_OF_ONE)

    def asked(self, wire: Wire, method: str, path: str, body: bytes = b"") -> Answer | None:
        """An answer below 400, or None; ValueError where the load itself is wrong, so that it cannot be
        mistaken for an outage."""
        try:
            answer = wire.ask(method, path, body)
        except (OSError, ValueError, IndexError) as error:
            self.why[type(error).__name__] += 1
            return None
        finally:
            wire.close()
        if answer.status in WRONG:
            raise ValueError(f"{path}: {answer.status} {answer.body[:300]!r}")
        if answer.status < 400:
            return answer
        self.why[f"{answer.status} {said_code(answer)}"] += 1
        return None


JSON = {"Content-Type": "application/json"}
WRONG = (400, 403, 404, 415, 422)


def said_code(answer: Answer) -> str:
    """The code of a refusal; nothing where it has another shape than ours."""
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return "?"
