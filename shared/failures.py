"""What a failure means, decided here alone, for pages, API, access, outbox, tasks and the front.

Who is told to wait, who to make room, who to correct what he sent; all that is none of this is a defect
of ours.
"""

from __future__ import annotations

import errno
import json
import ssl
import zipfile
import zlib
from enum import StrEnum
from socket import gaierror

import dramatiq.errors
import obstore.exceptions
import psycopg
import redis.exceptions
import sqlalchemy.exc
import urllib3.exceptions
from marshmallow import ValidationError


class Meaning(StrEnum):
    """What a failure means to whoever asked.

    AWAY: something that is needed does not answer. SLOW: it is there, but held by others or too late.
    FULL: there is no room. INVALID: what was sent cannot be. TAKEN: another was a moment earlier.
    DEFECT: a mistake of ours.
    """

    AWAY = "away"
    SLOW = "slow"
    FULL = "full"
    INVALID = "invalid"
    TAKEN = "taken"
    DEFECT = "defect"


AWAY, SLOW, FULL, INVALID, TAKEN, DEFECT = Meaning
PASSING = frozenset((AWAY, SLOW, FULL))  # nothing was done, and later it may go through

# What PostgreSQL calls it (SQLSTATE): the exact state first, then its class.
STATES = {
    "22012": DEFECT,  # division by zero
    "23505": TAKEN,
    "23P01": TAKEN,
    "25006": AWAY,  # a standby that only reads
    "25P03": SLOW,  # idle in a transaction for too long: what ran beside it was slow
    "25P04": SLOW,
    "3D000": AWAY,
    "53100": FULL,
    "53400": FULL,
    "54000": INVALID,  # too long a value for an index
    "54001": INVALID,  # nested too deeply
    "55006": SLOW,
    "55P03": SLOW,  # a lock held by another
    "57014": SLOW,  # cancelled by its deadline
}
CLASSES = {"08": AWAY, "22": INVALID, "28": AWAY, "40": SLOW, "53": SLOW, "57": AWAY, "58": AWAY}
NUMBERS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN), SLOW),
    **dict.fromkeys((errno.EIO, errno.EROFS, errno.ESTALE, errno.EHOSTUNREACH, errno.ENETUNREACH), AWAY),
}
# The first that fits decides, so the narrower stands above the wider.
KINDS: tuple[tuple[type[BaseException], Meaning], ...] = (
    (sqlalchemy.exc.TimeoutError, SLOW),
    (redis.exceptions.TimeoutError, SLOW),
    (redis.exceptions.BusyLoadingError, SLOW),
    (redis.exceptions.MaxConnectionsError, SLOW),
    (redis.exceptions.OutOfMemoryError, FULL),
    (redis.exceptions.ConnectionError, AWAY),
    (redis.exceptions.ReadOnlyError, AWAY),
    (dramatiq.errors.BrokerConnectionError, AWAY),
    (urllib3.exceptions.LocationValueError, DEFECT),
    (urllib3.exceptions.TimeoutError, SLOW),
    (urllib3.exceptions.HTTPError, AWAY),
    (obstore.exceptions.PermissionDeniedError, AWAY),
    (obstore.exceptions.UnauthenticatedError, AWAY),
    (ValidationError, INVALID),
    (json.JSONDecodeError, INVALID),  # orjson's is one of them
    (zipfile.BadZipFile, INVALID),
    (zipfile.LargeZipFile, INVALID),
    (zlib.error, INVALID),
    (UnicodeError, INVALID),
    (RecursionError, INVALID),
    (MemoryError, SLOW),
    (TimeoutError, SLOW),
    (ConnectionError, AWAY),
    (gaierror, AWAY),
    (ssl.SSLError, AWAY),
)
# obstore and Redis have one class for many troubles: what it is they say in words.
IN_WORDS = (
    ("no space left", FULL),
    ("os error 28", FULL),
    ("quota", FULL),
    ("misconf", FULL),  # Redis cannot write its file
    ("timed out", SLOW),
    ("timeout", SLOW),
    ("slowdown", SLOW),
    ("loading", SLOW),
)


def meaning_of(error: BaseException) -> Meaning:
    """What a failure means; an exception of ours says it itself (`meaning`)."""
    said = getattr(error, "meaning", None)
    if isinstance(said, Meaning):
        return said
    if cause := inner(error):
        return meaning_of(cause)
    if isinstance(error, psycopg.Error):
        return of_database(error)
    known = next((meaning for kind, meaning in KINDS if isinstance(error, kind)), None)
    return known or of_system(error)


def inner(error: BaseException) -> BaseException | None:
    """The failure that another one only carries: the driver's, or what werkzeug made a 500 of."""
    if isinstance(error, sqlalchemy.exc.PendingRollbackError):
        return ConnectionError() if error.code == "8s2b" else None  # the connection was lost before
    return getattr(error, "orig", None) or getattr(error, "original_exception", None)


def of_database(error: psycopg.Error) -> Meaning:
    """What PostgreSQL or its driver means; without a state there was no answer at all."""
    state = error.sqlstate or ""
    if state:
        return STATES.get(state) or CLASSES.get(state[:2], DEFECT)
    if isinstance(error, psycopg.DataError):
        return INVALID
    return AWAY if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else DEFECT


def in_words(error: BaseException) -> Meaning:
    """What a store or Redis means by its words; a store that says nothing known does not work."""
    said = str(error).lower()
    otherwise = AWAY if isinstance(error, obstore.exceptions.BaseError) else DEFECT
    return next((meaning for words, meaning in IN_WORDS if words in said), otherwise)


def of_system(error: BaseException) -> Meaning:
    """What the machine means by the number of its error, a store or Redis by its words."""
    if isinstance(error, obstore.exceptions.GenericError | redis.exceptions.ResponseError):
        return in_words(error)
    return NUMBERS.get(error.errno or 0, DEFECT) if isinstance(error, OSError) else DEFECT
