"""The programme's keys, under which people get their pseudonyms.

The centre makes the first one when it first hands keys to a home; until then no person has a pseudonym. A
new generation stands beside the one before it, so that a home that has not heard of it yet still meets.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from services.registry.db import db
from services.registry.people.models import ProgrammeKey
from services.registry.people.queries import LOCK, programme_keys
from services.registry.people.rules.sealing import PROGRAMME, wrap
from shared.doors.errors import Conflict
from shared.queue.outbox import resend_later


@dataclass(frozen=True)
class HandedKey:
    """A key of the programme as it travels from the centre to a paired home, never to a service or a page."""

    generation: int
    key: str


def hand_over() -> list[HandedKey]:
    """The keys a paired home is given; the first one is made here."""
    db.session.execute(LOCK)
    if not programme_keys():
        renew()
    return [
        HandedKey(generation, b64encode(key).decode()) for generation, key in sorted(programme_keys().items())
    ]


class KeyOfAnotherNumber(Conflict):
    """The key in force has the number %(number)s: it was renewed meanwhile. Say whether you want one after
    it."""

    code = "key_of_another_number"


def renew_after(generation: int) -> int:
    """Make a new generation after the one that is in force. KeyOfAnotherNumber."""
    db.session.execute(LOCK)
    newest = max(programme_keys(), default=0)
    if newest != generation:
        raise KeyOfAnotherNumber(field="after", number=newest)
    return renew()


def renew() -> int:
    """Make a new generation; everybody is told about under it, and under the one before."""
    db.session.execute(LOCK)
    newest = max(programme_keys(), default=0)
    keep(newest + 1, AESGCM.generate_key(256))
    return newest + 1


def take(handed: Iterable[HandedKey]) -> list[int]:
    """Keep the centre's keys; the generations that are new here. The centre's word holds: a home that was
    paired with another before has that one's keys under the same numbers."""
    db.session.execute(LOCK)
    known, fresh = programme_keys(every=True), []
    for item in handed:
        key = b64decode(item.key)
        if known.get(item.generation) != key:
            keep(item.generation, key)
            fresh.append(item.generation)
    return fresh


def keep(generation: int, key: bytes) -> None:
    """Keep a key under its number, and have everybody told about under it."""
    former = db.session.scalar(select(ProgrammeKey).where(ProgrammeKey.generation == generation))
    item = former or ProgrammeKey(generation=generation)
    item.sealed = wrap(key, PROGRAMME)
    db.session.add(item)
    db.session.flush()
    resend_later(db.session, "registry")
