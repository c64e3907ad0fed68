"""Each failure is answered by what it means, on every kind of route of every service, in the reader's
language, with a number for the log; an error page asks nobody."""

from __future__ import annotations

import errno
import json
import socket
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dramatiq.errors
import marshmallow
import obstore.exceptions
import orjson
import psycopg
import pytest
import redis.exceptions
import sqlalchemy.exc
import urllib3.exceptions
from flask import Flask
from psycopg import errors as states
from werkzeug.routing import Rule

from shared import peers
from shared.doors.errors import Refusal
from shared.failures import AWAY, DEFECT, FULL, INVALID, SLOW, TAKEN, Meaning, meaning_of
from tests.house.code import SERVICES
from tests.house.test_routes import address, routes
from tests.suite import Suite

Raise = Callable[[], Exception]


def by_driver(cause: psycopg.Error, kind: type[sqlalchemy.exc.DBAPIError]) -> Exception:
    """A failure of the database as SQLAlchemy hands it on."""
    return kind("SELECT 1", {}, cause)


def parsed(text: str) -> Exception:
    """What orjson says of a text."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return error
    raise AssertionError(text)


def too_many_digits() -> Exception:
    """What Python says of a number nobody can mean."""
    try:
        json.loads("9" * 5000)
    except ValueError as error:
        return error
    raise AssertionError(sys.get_int_max_str_digits())


OPERATIONAL, INTERNAL = sqlalchemy.exc.OperationalError, sqlalchemy.exc.InternalError
# What may be raised, by the meaning it must have.
RAISED: dict[Meaning, list[Raise]] = {
    AWAY: [
        lambda: by_driver(psycopg.OperationalError("connection refused"), OPERATIONAL),
        lambda: by_driver(states.AdminShutdown("terminating connection"), OPERATIONAL),
        lambda: by_driver(states.CannotConnectNow("starting up"), OPERATIONAL),
        lambda: by_driver(states.ReadOnlySqlTransaction("a standby"), INTERNAL),
        lambda: by_driver(psycopg.InterfaceError("the connection is closed"), sqlalchemy.exc.InterfaceError),
        lambda: sqlalchemy.exc.PendingRollbackError("Can't reconnect", code="8s2b"),
        lambda: redis.exceptions.ConnectionError("refused"),
        lambda: redis.exceptions.ReadOnlyError("a replica"),
        lambda: dramatiq.errors.ConnectionClosed("closed"),
        lambda: obstore.exceptions.GenericError("Generic S3 error: error sending request"),
        lambda: obstore.exceptions.UnauthenticatedError("403"),
        lambda: urllib3.exceptions.ProtocolError("Connection aborted"),
        lambda: urllib3.exceptions.SSLError("bad certificate"),
        lambda: ConnectionResetError(errno.ECONNRESET, "reset"),
        lambda: socket.gaierror(-2, "unknown name"),
        lambda: OSError(errno.EIO, "a broken disk"),
        lambda: peers.NeighbourDown(),
    ],
    SLOW: [
        lambda: by_driver(states.QueryCanceled("statement timeout"), OPERATIONAL),
        lambda: by_driver(states.LockNotAvailable("lock timeout"), OPERATIONAL),
        lambda: by_driver(states.DeadlockDetected("deadlock"), OPERATIONAL),
        lambda: by_driver(states.TooManyConnections("too many"), OPERATIONAL),
        lambda: by_driver(states.IdleInTransactionSessionTimeout("idle"), INTERNAL),
        lambda: sqlalchemy.exc.TimeoutError("QueuePool limit"),
        lambda: redis.exceptions.TimeoutError("timeout"),
        lambda: redis.exceptions.BusyLoadingError("loading"),
        lambda: obstore.exceptions.GenericError("Generic S3 error: operation timed out"),
        lambda: urllib3.exceptions.ConnectTimeoutError("timeout"),
        lambda: OSError(errno.EMFILE, "too many open files"),
        TimeoutError,
        MemoryError,
    ],
    FULL: [
        lambda: by_driver(states.DiskFull("No space left on device"), OPERATIONAL),
        lambda: by_driver(states.ConfigurationLimitExceeded("temp_file_limit"), OPERATIONAL),
        lambda: redis.exceptions.OutOfMemoryError("command not allowed"),
        lambda: redis.exceptions.ResponseError("MISCONF unable to persist to disk"),
        lambda: obstore.exceptions.GenericError("Unable to copy data to file: No space left on device"),
        lambda: OSError(errno.ENOSPC, "No space left on device"),
        lambda: OSError(errno.EDQUOT, "Disk quota exceeded"),
    ],
    INVALID: [
        lambda: by_driver(states.NumericValueOutOfRange("out of range"), sqlalchemy.exc.DataError),
        lambda: by_driver(psycopg.DataError("NUL"), sqlalchemy.exc.DataError),
        lambda: by_driver(states.StatementTooComplex("stack depth"), OPERATIONAL),
        lambda: marshmallow.ValidationError({"title": ["Fill this in."]}),
        lambda: parsed("{"),
        lambda: json.JSONDecodeError("Expecting value", "", 0),
        lambda: zipfile.BadZipFile("not a zip"),
        lambda: zlib.error("broken"),
        lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
        RecursionError,
    ],
    TAKEN: [lambda: by_driver(states.UniqueViolation("taken"), sqlalchemy.exc.IntegrityError)],
    DEFECT: [
        lambda: by_driver(states.UndefinedColumn("no such column"), sqlalchemy.exc.ProgrammingError),
        lambda: by_driver(states.NotNullViolation("null"), sqlalchemy.exc.IntegrityError),
        lambda: by_driver(states.DivisionByZero("zero"), sqlalchemy.exc.DataError),
        lambda: redis.exceptions.ResponseError("WRONGTYPE"),
        lambda: PermissionError(errno.EACCES, "denied"),
        lambda: urllib3.exceptions.LocationParseError("no address"),
        KeyError,
        too_many_digits,  # where it comes in a body the door says so, below
    ],
}
STATUSES = {AWAY: {503}, SLOW: {503}, FULL: {507}, INVALID: {400, 422}, TAKEN: {409}, DEFECT: {500}}
WORDS = {
    503: {"ru": ("не отвечает", "много работы"), "kk": ("жауап бермей", "жұмыс тым көп")},
    507: {"ru": ("не осталось места",), "kk": ("бос орын қалмады",)},
    500: {"ru": ("произошёл сбой",), "kk": ("ақау шықты",)},
}


@pytest.mark.parametrize("meaning", RAISED)
def test_each_failure_has_its_meaning(meaning: Meaning) -> None:
    raised = [make() for make in RAISED[meaning]]
    assert {repr(error): meaning_of(error) for error in raised} == dict.fromkeys(map(repr, raised), meaning)


@dataclass(frozen=True)
class Kind:
    """A kind of route: how it is told from others."""

    name: str
    fits: Callable[[Rule, str, str], bool]


def is_page(rule: Rule) -> bool:
    """Whether a person opens it."""
    return not any(
        part in str(rule) for part in ("/api/", "/internal/", "/messages", "/brand/", "healthz", "metrics")
    )


KINDS = [
    Kind("page", lambda rule, method, mark: method == "GET" and is_page(rule) and ".xlsx" not in str(rule)),
    Kind("form", lambda rule, method, mark: method == "POST" and is_page(rule)),
    Kind("download", lambda rule, method, mark: ".xlsx" in str(rule) or "/files/" in str(rule)),
    Kind("api read", lambda rule, method, mark: method == "GET" and "/api/v1/" in str(rule)),
    Kind("api write", lambda rule, method, mark: method == "POST" and "/api/v1/" in str(rule)),
    Kind("internal", lambda rule, method, mark: "/internal/" in str(rule) or "/messages" in str(rule)),
    Kind("sign-in", lambda rule, method, mark: method == "POST" and str(rule).endswith("/sign-in")),
]


def of_kind(suite: Suite, kind: Kind) -> Iterator[tuple[Flask, Rule, str]]:
    """One route of the kind in each service that has one."""
    found: set[str] = set()
    for app, rule, method in routes(suite):
        mark = getattr(app.view_functions[rule.endpoint], "access", "")
        if app.name not in found and kind.fits(rule, method, mark):
            found.add(app.name)
            yield app, rule, method


@pytest.fixture
def raising(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> Callable[[Flask, Rule, Raise], None]:
    """Lets a view raise, open to everybody, with the marks by which its answers take their form."""

    def break_it(app: Flask, rule: Rule, make: Raise) -> None:
        def view(**_values: Any) -> Any:
            raise make()

        marks = {**vars(app.view_functions[rule.endpoint]), "access": "public"}
        marks.pop("__wrapped__", None)
        view.__dict__.update(marks)
        monkeypatch.setitem(app.view_functions, rule.endpoint, view)
        monkeypatch.setitem(app.before_request_funcs, None, app.before_request_funcs[None][:1])

    return break_it


def said(response: Any, kind: str) -> dict[str, Any]:
    """What an answer says, from JSON for tools and from the page for people."""
    if kind in ("api read", "api write", "internal"):
        assert response.mimetype == "application/json"
        answer: dict[str, Any] = response.get_json()
        assert set(answer) == {"code", "message", "detail"}
        return answer
    html = response.get_data(as_text=True)
    assert response.mimetype == "text/html" and "</html>" in html and "<h1>" in html, html[:300]
    return {"message": html.split("<h1>")[1].split("</h1>")[0], "detail": {"incident": "failure-id" in html}}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_failure_is_answered_in_one_shape(
    suite: Suite, raising: Callable[[Flask, Rule, Raise], None], kind: Kind
) -> None:
    met = list(of_kind(suite, kind))
    assert met and (kind.name == "sign-in" or len(met) >= 3)
    for app, rule, method in met:
        for meaning, raised in RAISED.items():
            for make in raised:
                raising(app, rule, make)
                for language in ("ru", "kk"):
                    client = app.test_client()
                    client.set_cookie("asar_locale", language)
                    response = client.open(address(rule), method=method)
                    where = (app.name, str(rule), repr(make()), response.status_code)
                    assert response.status_code in STATUSES[meaning], where
                    answer = said(response, kind.name)
                    assert answer["message"] and response.headers["X-Request-Id"], where
                    known = WORDS.get(response.status_code, {}).get(language)
                    if known:
                        assert any(word in answer["message"] for word in known), (where, answer["message"])
                    assert bool(response.headers.get("Retry-After")) == (response.status_code == 503), where
                    assert response.status_code < 500 or answer["detail"]["incident"], where


def every(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """All refusals made of one."""
    for made in kind.__subclasses__():
        yield made
        yield from every(made)


def statuses(service: str) -> dict[str, set[int]]:
    """The statuses of each code a service answers: its document has room for one."""
    found: dict[str, set[int]] = {}
    for kind in every(Refusal):
        if kind.__module__.startswith(("shared.", f"services.{service}.")) and "code" in vars(kind):
            found.setdefault(kind.code, set()).add(kind.status)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_a_code_has_one_status(service: str, suite: Suite) -> None:
    found = statuses(service)
    assert len(found) > 50 and not {code: said for code, said in found.items() if len(said) > 1}
