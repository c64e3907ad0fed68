"""The kinds of harm. One more is one more function in FAULTS: it strikes, says what, and undoes itself."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from random import Random

import redis

from deploy.bench.product import Product
from deploy.chaos.cutting import STANDING
from deploy.chaos.target import family, parts

FROZEN_SECONDS = (0.5, 4.0)
HALF_SENT, HELD_SECONDS = 24, 15.0
FULL, CUT = "full", "cut"
BLOCK = bytes(2**20)
BODY = b"POST /registry/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin="


@dataclass(frozen=True)
class Fault:
    """A kind of harm: its name, its share of all strikes, and the strike, which says what it struck."""

    name: str
    weight: int
    strike: Callable[[Product, Random], str]


def kill_part(product: Product, chance: Random) -> str:
    """A part of the suite, a server or a service's process, is gone at once."""
    name, pid = chosen(product, chance)
    sent(signal.SIGKILL, [pid])
    return name


def kill_child(product: Product, chance: Random) -> str:
    """A process below one of them: a worker of gunicorn, a session of PostgreSQL."""
    name, pid = chosen(product, chance)
    below = family(pid)[1:]
    sent(signal.SIGKILL, [chance.choice(below)] if below else [pid])
    return f"below {name}" if below else name


def freeze(product: Product, chance: Random) -> str:
    """A part stands still for a while with all its processes, and goes on."""
    name, pid = chosen(product, chance)
    everybody = family(pid)
    seconds = chance.uniform(*FROZEN_SECONDS)
    sent(signal.SIGSTOP, everybody)
    try:
        time.sleep(seconds)
    finally:
        sent(signal.SIGCONT, everybody)
    return f"{name} for {seconds:.1f} s"


def wipe_queue(product: Product, chance: Random) -> str:
    """Everything in the queue's server is gone."""
    client = redis.Redis.from_url(product.env["ASAR_REDIS_URL"], socket_timeout=2)
    with suppress(redis.RedisError):
        client.flushall()
    client.close()
    return "valkey"


def send_halves(product: Product, chance: Random) -> str:
    """A stranger sends halves of requests and holds them."""
    with ExitStack() as held:
        for _ in range(HALF_SENT):
            with suppress(OSError):
                one = held.enter_context(socket.create_connection(("127.0.0.1", product.port), timeout=2))
                one.sendall(BODY)
        time.sleep(HELD_SECONDS)
    return f"{HALF_SENT} for {HELD_SECONDS:.0f} s"


def fill_disk(product: Product, chance: Random) -> str:
    """The disk of the home, databases too, has no room for a while."""
    seconds, ballast = chance.uniform(*FROZEN_SECONDS), product.home / "ballast"
    try:
        with suppress(OSError), ballast.open("wb", buffering=0) as target:
            while target.write(BLOCK):
                pass
        time.sleep(seconds)
    finally:
        ballast.unlink(missing_ok=True)
    return f"for {seconds:.1f} s"


def cut_between(product: Product, chance: Random) -> str:
    """What the services say to one another is cut in the middle for a while."""
    seconds, after = chance.uniform(*FROZEN_SECONDS), chance.choice((0, 20, 300))
    STANDING[product.home].cut(seconds, after)
    return f"after {after} bytes for {seconds:.1f} s"


FAULTS: Mapping[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault("kill", 6, kill_part),
        Fault("kill below", 3, kill_child),
        Fault("freeze", 3, freeze),
        Fault("wipe", 2, wipe_queue),
        Fault("half-sent", 1, send_halves),
        Fault(FULL, 2, fill_disk),
        Fault(CUT, 3, cut_between),
    )
}
USUAL = tuple(name for name in FAULTS if name not in (FULL, CUT))  # these two need a suite made for them


def chosen(product: Product, chance: Random) -> tuple[str, int]:
    """One of the parts that run."""
    running = sorted(parts(product.home).items())
    return chance.choice(running) if running else ("nothing", 0)


def sent(signum: signal.Signals, pids: Sequence[int]) -> None:
    """A signal to processes of ours, by their numbers; those that are gone are gone."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            if pid:
                os.kill(pid, signum)
