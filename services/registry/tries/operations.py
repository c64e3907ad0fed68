"""How often a secret may be guessed at: a wait that grows by address and by login apart.

A try is counted before the secret is looked at, so that a hundred at once are a hundred; a right one is taken
back. What one stranger does at one address keeps nobody else out: `Guess` says whose tries count where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from sqlalchemy import Connection, text

from services.registry.db import db
from shared.doors.errors import Invalid

FIRST_WAIT, QUARTER = 4, 900  # seconds
OF_A_STRANGER = 3  # wrong tries of one address that count against a login
ONE_BY_ONE = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(CAST(:keys AS text[])) AS key"
)
# Nobody waits longer than a quarter of an hour: what says so was kept before the clock was put back.
WAITS = text(
    "SELECT ceil(extract(epoch FROM max(waits_until) - clock_timestamp())) "
    "FROM sign_in_tries WHERE key = ANY(:keys) AND waits_until <= clock_timestamp() + interval '15 minutes'"
)
COUNT = text(
    "INSERT INTO sign_in_tries AS known (key, failures, tried_at) VALUES (:key, 1, clock_timestamp()) "
    "ON CONFLICT (key) DO UPDATE SET tried_at = clock_timestamp(), failures = CASE "
    "WHEN known.tried_at < clock_timestamp() - interval '6 hours' THEN 1 ELSE known.failures + 1 END "
    "RETURNING failures"
)
WAIT = text(
    "UPDATE sign_in_tries SET waits_until = clock_timestamp() + make_interval(secs => :seconds) "
    "WHERE key = :key"
)
TAKE_BACK = text(
    "UPDATE sign_in_tries SET failures = greatest(failures - 1, 0), waits_until = NULL WHERE key = ANY(:keys)"
)
CLEAR = text("DELETE FROM sign_in_tries WHERE key = :key")
FORGET = "DELETE FROM sign_in_tries WHERE tried_at < now() - interval '6 hours'"


class TooManyTries(Invalid):
    """Too many wrong tries. Try again in %(seconds)s s."""

    code, status = "too_many_tries", 429


@dataclass(frozen=True)
class Limit:
    """How many wrong tries are free, and the longest wait after them, in seconds."""

    free: int
    longest: int

    def wait(self, failures: int) -> int:
        """Seconds to wait after so many wrong tries: none, then 4, 8, 16 …"""
        over = failures - self.free
        return 0 if over < 0 else min(self.longest, FIRST_WAIT << min(over, 20))


OWN, ADDRESS, LOGIN = Limit(5, QUARTER), Limit(20, QUARTER), Limit(10, 60)


@dataclass(frozen=True)
class Guess:
    """A try at the secret of `subject` from an address.

    On a `device` (its hash) where the subject signed in before, only what was tried on that device counts.
    Elsewhere the tries of this address at this subject count, those of the address at anybody, and, unless
    the subject signed in from here before (`at_home`), those of many addresses at the subject.
    """

    subject: str
    address: str = ""
    device: str = ""
    at_home: bool = False

    @property
    def own(self) -> str:
        """The key of the one who tries."""
        return key(self.device or network(self.address), self.subject)

    @property
    def whole(self) -> str:
        """The key of the subject, whoever tries."""
        return key("subject", self.subject)

    @property
    def limits(self) -> Mapping[str, Limit]:
        """What may hold this try up, by key."""
        own = {self.own: OWN}
        if self.device or not self.address:
            return own
        of_all = {} if self.at_home else {self.whole: LOGIN}
        return {**own, key("address", network(self.address)): ADDRESS, **of_all}


def key(*parts: str) -> str:
    """What a count is kept under."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def network(address: str) -> str:
    """The address, or the network of an IPv6 one: a household has 2⁶⁴ of those."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found) if found.version == 4 else found.exploded[:19]


def take(guess: Guess, field: str = "password") -> None:
    """Count a try (typed in `field`) before it is looked at.
    Raises TooManyTries while one must wait; such a try counts nothing."""
    limits = guess.limits
    with db.engine.begin() as connection:
        connection.execute(ONE_BY_ONE, {"keys": sorted(limits)})
        seconds = connection.scalar(WAITS, {"keys": sorted(limits)}) or 0
        if seconds > 0:
            raise TooManyTries(field=field, seconds=int(seconds))
        count(connection, guess, limits)


def count(connection: Connection, guess: Guess, limits: Mapping[str, Limit]) -> None:
    """One try more under every key; under the subject's own only the first few of each address."""
    mine = noted(connection, guess.own, limits[guess.own])
    for name in sorted(limits.keys() - {guess.own}):
        if name != guess.whole or mine <= OF_A_STRANGER:
            noted(connection, name, limits[name])


def noted(connection: Connection, name: str, limit: Limit) -> int:
    """One try more under a key, with the wait that follows; how many there are."""
    failures = int(connection.scalar(COUNT, {"key": name}) or 0)
    if seconds := limit.wait(failures):
        connection.execute(WAIT, {"key": name, "seconds": seconds})
    return failures


def take_back(guess: Guess) -> None:
    """The try was right: it counts nowhere, and the one who tried begins anew."""
    with db.engine.begin() as connection:
        others = sorted(guess.limits.keys() - {guess.own})
        connection.execute(TAKE_BACK, {"keys": others})
        connection.execute(CLEAR, {"key": guess.own})


def forget(guess: Guess) -> None:
    """Begin anew for a subject whose secret was replaced."""
    with db.engine.begin() as connection:
        connection.execute(CLEAR, {"key": guess.whole})
