"""Calls to the installation above: signed, within a deadline, believed where the answer is signed too."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
import orjson
import urllib3

from services.registry.db import db
from services.registry.deployments.models import Deployment
from services.registry.deployments.queries import own_key, own_name
from services.registry.deployments.rules import signing
from shared.doors.errors import Conflict, Invalid, Refusal, Unavailable
from shared.doors.transaction import carry_out, let_go
from shared.i18n import current_locale
from shared.peers import read_all, refusal_from

DEADLINE = 30.0
# What the gate says to who is not paired, and to who was.
UNKNOWN, ENDED = "deployment_unknown", "deployment_ended"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
pool = urllib3.PoolManager(maxsize=4, retries=False)


class NoLine(Unavailable):
    """The centre does not answer. Nothing is lost: what waits is sent when there is a line."""

    code, expected = "deployment_no_line", True


class AnswerForged(Unavailable):
    """What answered is not the centre this deployment is paired with. Nothing was sent on. If the centre
    says on the telephone that its key was stolen and renewed, pair anew with its code."""

    code = "deployment_answer_forged"


class TlsRequired(Invalid):
    """The address of the centre begins with https://: without TLS only this very machine is reached."""

    code = "deployment_tls_required"


class NotPaired(Conflict):
    """This deployment is not paired with a centre."""

    code = "deployment_not_paired"


class NotKnownThere(Conflict):
    """The centre does not know the key of this deployment. If it was paired anew or its key was changed
    elsewhere, pair it again with a new code."""

    code = "deployment_not_known_there"


UNHEARD = (NoLine, AnswerForged, NotPaired)  # nothing the centre itself said


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: bytes
    signature: str
    again_after: int = 0
    successor: str = ""


def checked(url: str) -> str:
    """The address of an installation, without its last slash; TlsRequired."""
    parts = urlsplit(url.strip())
    near = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not (near or parts.scheme == "https") or not parts.hostname or parts.query or parts.fragment:
        raise TlsRequired(field="url")
    return url.strip().rstrip("/")


def post(url: str, body: bytes, headers: Mapping[str, str], deadline: float = DEADLINE) -> Reply:
    """One request, which asks for words in the language it is made in; NoLine when there is no answer in
    time."""
    ends = time.monotonic() + deadline
    said = {"Accept": "application/json", "Accept-Language": current_locale()}
    sent = {**headers, "Content-Type": "application/json", **said}
    timeout = urllib3.Timeout(connect=min(10.0, deadline), read=deadline)
    try:
        answer = pool.request(
            "POST", url, body=body, headers=sent, preload_content=False, timeout=timeout, redirect=False
        )
        try:
            content = read_all(answer, ends)
        finally:
            answer.release_conn()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NoLine(detail={"why": type(error).__name__}) from error
    signature, later = answer.headers.get(signing.ANSWERED, ""), answer.headers.get("Retry-After", "")
    after = int(later) if later.isdecimal() else 0
    return Reply(answer.status, content, signature, after, answer.headers.get(signing.SUCCESSOR, ""))


def ask(
    above: Deployment, path: str, data: Any, deadline: float = DEADLINE, private: str | None = None
) -> Reply:
    """One signed call to the installation above, whose signed answer is looked at: NoLine, AnswerForged,
    NotPaired, NotKnownThere; a refusal of its gate is raised as ours. `private`: another key than this home's
    present one."""
    private, public, url, name = private or own_key(), above.public_key, above.url, above.name
    which = above.id
    if private is None or not public:
        raise NotPaired
    body = msgspec.json.encode(data)
    bound = signing.bound("POST", path, body)
    knows = signing.fingerprint(public)
    token, number = signing.call(private, own_name(), name, int(time.time()), bound, knows)
    let_go()  # no transaction waits for a bad line
    reply = post(url + path, body, {"Authorization": signing.SCHEME + token}, deadline)
    check(reply, public, name, number)
    if fresh := vouched_for(reply, public, name, number):
        carry_out(believe, which, fresh)
    if reply.status >= 400:
        raise refusal(reply)
    return reply


def check(reply: Reply, public: str, name: str, number: str) -> None:
    """NotKnownThere, NoLine, AnswerForged."""
    if not reply.signature:
        said = refusal(reply).code if reply.status >= 400 else ""
        raise NotKnownThere if said == UNKNOWN else NoLine(detail={"status": reply.status})
    told = signing.opened(reply.signature, public, name, own_name(), "res")
    answered = signing.bound_answer(reply.status, reply.body)
    if told is None or told["jti"] != number or told["res"] != answered:
        raise AnswerForged


def vouched_for(reply: Reply, public: str, name: str, number: str) -> str | None:
    """The key by which the centre signs from now on, as the one we know it by says in this very answer; None
    where it says of none."""
    told = signing.opened(reply.successor, public, name, own_name(), "key") if reply.successor else None
    return str(told["key"]) if told and told["jti"] == number else None


def believe(above_id: uuid.UUID, public: str) -> None:
    """Know the centre by another key from now on."""
    found = db.session.get(Deployment, above_id, with_for_update=True)
    if found:
        signing.der(public)
        found.public_key = public


def refusal(reply: Reply) -> Refusal:
    """Why the other side refused."""
    try:
        said = orjson.loads(reply.body)
    except orjson.JSONDecodeError:
        return NoLine(detail={"status": reply.status})
    found = refusal_from(reply.status, said)
    found.again_after = reply.again_after
    return found
