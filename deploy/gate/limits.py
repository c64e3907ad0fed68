"""How long a request may take to arrive, how much one address may hold, how long a whole one may wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts of one web process (there are ASAR_WORKERS of them)."""

    head_seconds: float = 10
    body_seconds: float = 30
    bytes_a_second: int = 24 * 1024  # the slowest upload: 32 MiB in 23 minutes over a village's line
    silence_seconds: float = 20
    head_bytes: int = 64 * 1024
    body_bytes: int = 40 * MIB  # more is not taken in: the services refuse it by its declared length
    in_memory: int = 256 * 1024
    half_sent: int = 32
    silent: int = 200
    held_bytes: int = 256 * MIB
    waiting_seconds: float = 10
    waiting: int = 400
    stale_seconds: float = 30
    parting_seconds: float = 2
    parting: int = 200

    def seconds_for(self, size: int) -> float:
        """How long a body of this size may take altogether."""
        return self.body_seconds + size / self.bytes_a_second


LIMITS = Limits()


class Held(NamedTuple):
    """What unfinished requests hold: of one connection, or of one address."""

    silent: int = 0
    half_sent: int = 0
    size: int = 0


@dataclass
class Ledger:
    """What each address holds; a trusted proxy's address is everybody's, so behind one nothing is counted."""

    limits: Limits
    counted: bool = True
    held: dict[str, Held] = field(default_factory=dict)

    def change(self, address: str, was: Held, held: Held) -> bool:
        """Count one connection's share in place of what it was; whether its address is within its limits."""
        whole = self.held.get(address, Held())
        whole = Held(*(all_ - old + new for all_, old, new in zip(whole, was, held, strict=True)))
        self.held[address] = whole
        if not any(whole):
            del self.held[address]
        return not self.counted or self.is_within(whole)

    def is_within(self, held: Held) -> bool:
        """Whether that is what a house full of people may hold."""
        few = held.silent <= self.limits.silent and held.half_sent <= self.limits.half_sent
        return few and held.size <= self.limits.held_bytes
