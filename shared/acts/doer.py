"""Who acts, through which door, and what he was let in by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import g, has_request_context, request

from shared.access import signed_in
from shared.doors.errors import wants_json
from shared.following import number
from shared.language.doer import Doer

SHELL, NOBODY = Doer("shell"), Doer("nobody")
working: ContextVar[tuple[Doer, str] | None] = ContextVar("working", default=None)


@contextmanager
def work(verb: str, asked_by: str = "") -> Iterator[None]:
    """Let a piece of work in the queue act for whoever asked for it."""
    with work_of(Doer("job", asked_by, verb), verb):
        yield


@contextmanager
def work_of(who: Doer, verb: str) -> Iterator[None]:
    """Let a piece of work act in somebody's own name: what he sent row by row is entered by him."""
    token = working.set((who, verb))
    try:
        yield
    finally:
        working.reset(token)


def doer() -> Doer:
    """Who acts now."""
    if present := working.get():
        return present[0]
    if not has_request_context():
        return SHELL
    if "doer" in g:
        return Doer(*g.doer)
    if "peer" in g:
        return Doer("service", g.peer, g.peer)
    user = signed_in()
    return Doer(user.kind, user.id, user.name) if user else NOBODY


def acting() -> str:
    """The id of who acts now, for a column that says who made a row."""
    present = doer()
    return present.id or present.kind


def act_as(row_id: object, name: str) -> None:
    """Say who acts where the request itself shows it: somebody signs in."""
    if has_request_context():
        g.doer = ("user", str(row_id), name)


def door() -> str:
    """Through which door: page, api, neighbour, queue or shell."""
    if working.get():
        return "queue"
    if not has_request_context():
        return "shell"
    return "neighbour" if "peer" in g else "api" if wants_json() else "page"


def verb() -> str:
    """What is done, in the name of its view, its work or its command."""
    if present := working.get():
        return present[1]
    return (request.endpoint or "").rpartition(".")[2] if has_request_context() else ""


def about() -> list[str]:
    """The ids in the address: what is acted on, the nearest last."""
    return [str(value) for value in (request.view_args or {}).values()] if has_request_context() else []


def permission() -> str:
    """What the door asked for before it opened."""
    return str(g.get("permission", "")) if has_request_context() else ""


def request_id() -> str:
    """The number of the request, or of that which set this work off, as the logs have it."""
    return number()
