"""The gate: a call of a home below, known by its key, for this very request, now and for the first time."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Request, Response, current_app, g, make_response, request

from services.registry.db import db
from services.registry.deployments.models import BELOW, PAIRED, REVOKED, Deployment
from services.registry.deployments.operations.own_keys import key_for, note_known
from services.registry.deployments.queries import called, own_key, own_name
from services.registry.deployments.rules import signing
from shared.doors.errors import Forbidden, Refusal, in_json, on_refusal

View = Callable[..., Any]


class DeploymentUnknown(Forbidden):
    """No deployment is paired that signs like this."""

    code = "deployment_unknown"


class DeploymentEnded(Forbidden):
    """The pairing was ended at the centre. Nothing is lost: what waits is sent once you are paired anew."""

    code = "deployment_ended"


class ClockOff(Forbidden):
    """The clock of this deployment is %(seconds)s seconds off: the centre does not take what it cannot date.
    Set the clock; nothing is lost."""

    code = "deployment_clock_off"


class CallRepeated(Forbidden):
    """This very call was made before."""

    code = "deployment_call_repeated"


def admitted(incoming: Request) -> tuple[Deployment, str]:
    """The home that made this call, and the call's number; raises why nobody is let in."""
    header = incoming.headers.get("Authorization", "")
    token = header.removeprefix(signing.SCHEME) if header.startswith(signing.SCHEME) else ""
    said = signing.claims_of(token)
    found = called(str(said.get("iss", "")))
    if found is None or found.side != BELOW or not found.public_key:
        raise DeploymentUnknown
    claims = signing.opened(token, found.public_key, found.name, own_name(), "req", "iat")
    if claims is None or claims["req"] != signed_request(incoming):
        raise DeploymentUnknown
    check(found, claims)
    return found, str(claims["jti"])


def check(found: Deployment, claims: dict[str, Any]) -> None:
    """DeploymentEnded, ClockOff, CallRepeated; what its key signed is told why, and by how much it is off."""
    g.peer, g.deployment_call = found.name, (found, found.name, str(claims["jti"]))
    note_known(found, str(claims.get("knows", "")))
    if found.state != PAIRED:
        raise DeploymentEnded(detail={"revoked": found.state == REVOKED})
    off = g.deployment_clock = round(claims["iat"] - time.time())
    if abs(off) > signing.SECONDS:
        raise ClockOff(seconds=off, detail={"seconds": off})
    if not current_app.extensions["peers"].spent.first(f"{found.name}:{claims['jti']}"):
        raise CallRepeated


def signed_request(incoming: Request) -> str:
    """What the token of this request has to be bound to."""
    query = incoming.query_string.decode("latin-1")
    path = incoming.path + (f"?{query}" if query else "")
    return signing.bound(incoming.method, path, incoming.get_data(cache=True))


def for_deployments(view: View) -> View:
    """Open a view only to paired homes, by their signed calls (`g.deployment`); each answer is signed."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            g.deployment, _number = admitted(request)
            answered = make_response(view(*args, **kwargs))
        except Refusal as refusal:
            db.session.rollback()
            answered = on_refusal(refusal)
        return with_signature(answered)

    guarded.access = "deployment"  # type: ignore[attr-defined]
    return in_json(guarded)


def with_signature(answered: Response) -> Response:
    """An answer that whoever is in between cannot change; a stranger's call is answered without. Whoever
    knows us by a former key is answered by that one, which vouches for the present one."""
    if "deployment_call" in g:
        home, audience, number = g.deployment_call
        told = signing.bound_answer(answered.status_code, answered.get_data())
        private, present = key_for(home), own_key()
        if private and present:
            signed = signing.answer(private, own_name(), audience, number, told)
            answered.headers[signing.ANSWERED] = signed
        if private and present and private != present:
            fresh = signing.public_of(present)
            vouched = signing.successor(private, own_name(), audience, number, fresh)
            answered.headers[signing.SUCCESSOR] = vouched
    return answered
