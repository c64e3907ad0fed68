"""Questions to a neighbour: signed, with a total deadline, few retries, a breaker;
in one process without HTTP."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import jwt
import msgspec
import orjson
import urllib3
from flask import Flask, Request, current_app, request
from redis import Redis
from redis.exceptions import RedisError
from werkzeug.test import Client

from shared.doors.errors import Forbidden, Invalid, Refusal, Unavailable
from shared.failures import PASSING, meaning_of
from shared.following import HEADER, number

log = logging.getLogger("asar.peers")
DEADLINE = 5.0
TOKEN_SECONDS = 60
APART = 10  # seconds by which the clocks of two machines may differ before anybody has to know
# What is used is known for as long as it could be good: a home's clock may be a whole minute ahead of ours.
SPENT_SECONDS = 2 * (TOKEN_SECONDS + APART)
LARGEST_ANSWER = 8 * 2**20
BREAK_AFTER, BREAK_SECONDS = 5, 5.0
IN_PROCESS: dict[str, Flask] = {}
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class NeighbourDown(Unavailable):
    """The neighbouring service does not answer. Try again in a minute; nothing is lost."""

    code = "neighbour_down"


class ForeignRequest(Forbidden):
    """This address answers only the neighbouring services."""

    code = "foreign_request"


@dataclass(frozen=True)
class Reply:
    """What a neighbour answered: status and raw body."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The decoded body; NeighbourDown when it is not JSON."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError as error:
            raise NeighbourDown(detail={"why": "not JSON"}) from error


def mount(apps: Mapping[str, Flask]) -> None:
    """Let these apps ask one another inside this process (HTTP to one's own pool deadlocks)."""
    IN_PROCESS.update(apps)


def bound(method: str, path: str, body: bytes) -> str:
    """What a signed request is bound to, as one hash."""
    return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


class Spent:
    """Which tokens were used. Valkey knows it for all processes, this process for itself too: while Valkey is
    away a stolen token is good once in every process that has not seen it, for the rest of its minute, and
    for the very request it was made for."""

    def __init__(self, store: Callable[[], Redis] | None = None, name: str = "") -> None:
        self.store, self.name = store, name
        self.seen: dict[str, float] = {}
        self.lock, self.quiet_until = threading.Lock(), 0.0

    def first(self, token: str) -> bool:
        """Whether this token was not used before; it is from now on."""
        return self._first_here(token) and self._first_anywhere(token)

    def _first_here(self, token: str) -> bool:
        now = time.monotonic()
        with self.lock:
            for old in [one for one, ends in self.seen.items() if ends < now][:100]:
                del self.seen[old]
            known = token in self.seen
            self.seen[token] = now + SPENT_SECONDS
        return not known

    def _first_anywhere(self, token: str) -> bool:
        if self.store is None or time.monotonic() < self.quiet_until:
            return True
        try:
            return bool(self.store().set(f"{self.name}:spent:{token}", 1, nx=True, ex=SPENT_SECONDS))
        except RedisError:
            self.quiet_until = time.monotonic() + BREAK_SECONDS
            return True


class Breaker:
    """Stops asking a neighbour that failed several times in a row."""

    def __init__(self) -> None:
        self.failures, self.closed_at = 0, 0.0

    def check(self, service: str) -> None:
        """Refuse at once while the breaker is open."""
        if self.failures >= BREAK_AFTER and time.monotonic() - self.closed_at < BREAK_SECONDS:
            raise NeighbourDown(detail={"service": service})

    def note(self, answered: bool) -> None:
        """Count an outcome."""
        self.failures = 0 if answered else self.failures + 1
        self.closed_at = time.monotonic()


class Peers:
    """This service's side of every conversation with its neighbours."""

    def __init__(self, me: str, keys: Path, urls: Mapping[str, str], spent: Spent | None = None) -> None:
        self.me, self.keys, self.urls = me, keys, urls
        self.spent = spent or Spent()
        self.breakers: dict[str, Breaker] = {}
        self.public_keys: dict[str, str] = {}

    @cached_property
    def pool(self) -> urllib3.PoolManager:
        """Connections to neighbours in other processes."""
        return urllib3.PoolManager(maxsize=8, retries=False)

    @cached_property
    def private_key(self) -> str:
        """This service's ES256 key."""
        return (self.keys / self.me / "sign.pem").read_text()

    def sign(self, audience: str, method: str, path: str, body: bytes) -> str:
        """A service token for one request: this method, path with query and body, to this recipient, once,
        within a minute."""
        now = int(time.time())
        claims = {
            "iss": self.me,
            "aud": audience,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "jti": uuid.uuid4().hex,
            "req": bound(method, path, body),
        }
        return jwt.encode(claims, self.private_key, algorithm="ES256")

    def verify(self, incoming: Request, allowed: tuple[str, ...]) -> str:
        """The name of the neighbour that signed this very request for us, now and for the first time;
        ForeignRequest otherwise."""
        header = incoming.headers.get("Authorization", "")
        if not header.startswith("Service "):
            raise ForeignRequest
        try:
            claims = self._claims(header[8:], allowed)
        except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
            log.warning("a neighbour's request came at another time than its clock says: %s", error)
            raise ForeignRequest from error
        except (jwt.PyJWTError, OSError) as error:
            raise ForeignRequest from error
        query = incoming.query_string.decode("latin-1")
        path = incoming.path + (f"?{query}" if query else "")
        if claims["req"] != bound(incoming.method, path, incoming.get_data(cache=True)):
            raise ForeignRequest
        if claims["exp"] - claims["iat"] > TOKEN_SECONDS or not self.spent.first(str(claims["jti"])):
            raise ForeignRequest
        return str(claims["iss"])

    def _claims(self, token: str, allowed: tuple[str, ...]) -> dict[str, Any]:
        issuer = jwt.decode(token, options={"verify_signature": False}).get("iss")
        if issuer not in allowed:
            raise ForeignRequest
        key = self.public_keys.get(issuer) or (self.keys / "public" / f"{issuer}.pem").read_text()
        self.public_keys[issuer] = key
        return jwt.decode(
            token,
            key,
            algorithms=["ES256"],
            audience=self.me,
            leeway=APART,
            options={"require": ["exp", "iat", "aud", "jti", "req"]},
        )

    def ask(
        self,
        service: str,
        path: str,
        data: Any = None,
        *,
        method: str = "POST",
        retries: int = 0,
        deadline: float = DEADLINE,
    ) -> Reply:
        """One question. Raises NeighbourDown when there is no answer in time;
        a refusal is a Reply with its status."""
        body = b"" if data is None else as_json(data)
        breaker = self.breakers.setdefault(service, Breaker())
        breaker.check(service)
        ends = time.monotonic() + deadline
        for attempt in range(retries + 1):
            try:
                reply = self._send(service, method, path, body, ends)
                breaker.note(True)
                return reply
            except Exception as error:
                if meaning_of(error) not in PASSING:
                    raise
                breaker.note(False)
                if attempt == retries or time.monotonic() >= ends:
                    raise NeighbourDown(detail={"service": service}) from error
        raise NeighbourDown(detail={"service": service})

    def _send(self, service: str, method: str, path: str, body: bytes, ends: float) -> Reply:
        signed = self.sign(service, method, path, body)
        headers = {"Authorization": f"Service {signed}", "Content-Type": "application/json"}
        if follows := number():
            headers[HEADER] = follows
        if service in self.urls:
            return self._over_http(self.urls[service] + path, method, body, headers, ends)
        if service not in IN_PROCESS:
            raise NeighbourDown(detail={"service": service})
        answer = Client(IN_PROCESS[service]).open(path, method=method, data=body, headers=headers)
        return Reply(answer.status_code, answer.get_data())

    def _over_http(self, url: str, method: str, body: bytes, headers: dict[str, str], ends: float) -> Reply:
        left = max(ends - time.monotonic(), 0.05)
        answer = self.pool.request(
            method,
            url,
            body=body,
            headers=headers,
            preload_content=False,
            timeout=urllib3.Timeout(connect=min(2.0, left), read=left),
        )
        try:
            return Reply(answer.status, read_all(answer, ends))
        finally:
            answer.release_conn()


def as_json(data: Any) -> bytes:
    """A question as it travels. A text that is none (half a character), which somebody typed, is refused as
    what it is: UnicodeError."""
    try:
        return orjson.dumps(data)
    except orjson.JSONEncodeError as error:
        if "surrogates" in str(error):
            raise UnicodeError(str(error)) from error
        raise


def read_all(answer: Any, ends: float) -> bytes:
    """The body within the deadline and the cap; a dripping or endless peer is a TimeoutError."""
    parts, size = [], 0
    while part := answer.read1(65536):  # what has come, never waiting for more
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER or time.monotonic() > ends:
            raise TimeoutError
    return b"".join(parts)


def ask(service: str, path: str, data: Any = None, **options: Any) -> Any:
    """The neighbour's JSON answer; its refusal is raised here as ours, its failure as a neighbour away."""
    reply = current_app.extensions["peers"].ask(service, path, data, **options)
    if reply.status >= 500:
        raise NeighbourDown(detail={"service": service, "status": reply.status})
    answer = reply.json()
    if reply.status >= 400:
        raise refusal_from(reply.status, answer)
    return answer


def ask_each(services: Iterable[str], ask: Callable[[str], Answer]) -> tuple[dict[str, Answer], list[str]]:
    """What each of these services answers, and the names of those that did not."""
    answers: dict[str, Answer] = {}
    silent = []
    for service in services:
        try:
            answers[service] = ask(service)
        except Refusal:
            silent.append(service)
    return answers, silent


def typed(answer: Any, shape: type[Answer]) -> Answer:
    """A neighbour's answer as a typed value; NeighbourDown where it has another shape."""
    try:
        return msgspec.convert(answer, shape)
    except msgspec.ValidationError as error:
        raise NeighbourDown(detail={"why": str(error)}) from error


def refusal_from(status: int, answer: Any) -> Refusal:
    """A neighbour's `{code, message, detail}` as an exception that answers the same."""
    if not isinstance(answer, dict) or not isinstance(answer.get("detail"), dict):
        return NeighbourDown(detail={"why": f"a refusal of another shape ({status})"})
    if answer.get("code") == ForeignRequest.code:  # keys or clocks do not agree: no reader has done that
        return NeighbourDown(detail={"why": "it does not know our signature: compare keys and clocks"})
    doc = str(answer.get("message", "")).replace("%", "%%")
    kind: type[Refusal] = type(
        "NeighbourRefusal",
        (Refusal,),
        {"__doc__": doc, "code": str(answer.get("code", "refused")), "status": status},
    )
    return kind(detail=answer["detail"])


def asked(shape: type[Asked]) -> Asked:
    """The present question of a neighbour as a typed value; Invalid says what does not fit."""
    try:
        return msgspec.convert(request.get_json(), shape)
    except msgspec.ValidationError as error:
        raise Invalid(detail={"why": str(error)}) from error


def init_app(app: Flask, keys: Path, urls: str | None, spent: Spent) -> None:
    """Give the app its voice; `urls` is the JSON of ASAR_PEERS."""
    app.extensions["peers"] = Peers(app.name, keys, json.loads(urls) if urls else {}, spent)
