"""Answers that are files: kept in the service's store, looked at like any proof and no proof of anything.

A file is sent with the form (`file.extra.<key>`) or by a tool on its own; what stands for it then is a
ticket, signed for whoever sent it, so a form that comes back with reasons still has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from shared.access import actor, require
from shared.doors.errors import Refusal
from shared.files import KEPT, Stored
from shared.i18n import said
from shared.language.evidence import UNOPENED
from shared.plugins.specifications import FieldDef
from shared.proofs.taking import taken

FILE, SENT = "file", "file.extra."
HOURS = 3600 * 12


@dataclass(frozen=True)
class Lost:
    """A file that cannot be an answer, and why; "" where its ticket is not ours or too old."""

    why: str = ""


def init_app(app: Flask) -> None:
    """Take what forms send as answers before anything is asked of the database or held in it."""

    @app.before_request
    def take() -> None:
        sent = {name: file for name, file in request.files.items() if name.startswith(SENT) and file}
        view = current_app.view_functions.get(request.endpoint or "")
        permission = getattr(view, "access", None)
        if sent and permission:
            require(permission)
            g.answers_sent = {name.removeprefix(SENT): ticket_of(file) for name, file in sent.items()}


def ticket_of(file: FileStorage) -> str:
    """What stands in a form for a file that was sent: its ticket, or that of the reason it is refused."""
    try:
        return ticket(taken(file, KEPT))
    except Refusal as refusal:
        return signed({"why": refusal.message})


def ticket(stored: Stored) -> str:
    """What stands for a file in the store, for who sent it; one that does not open is no answer."""
    if stored.unopened:
        return signed({"why": said(UNOPENED[stored.unopened])})
    return signed({name: getattr(stored, name) for name in ("sha256", "name", "size", "mime")})


def signed(told: Mapping[str, Any]) -> str:
    """A ticket that says this."""
    text = sealer().dumps(told)
    return text if isinstance(text, str) else text.decode()


def sealer() -> URLSafeTimedSerializer:
    """What signs tickets, for whoever sent the file alone."""
    return URLSafeTimedSerializer(str(current_app.config["OWN_KEY"]), salt=f"answer.{actor().id}")


def told_by(text: str) -> dict[str, Any]:
    """What a ticket says; nothing of one that is not ours or too old."""
    try:
        found: dict[str, Any] = sealer().loads(text, max_age=HOURS)
    except BadData:
        return {}
    return found


def read(asked: Iterable[FieldDef], given: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The answers given, tickets of files as the files they stand for, those kept before as they are."""
    files = {field.key for field in asked if field.type == FILE}
    return {
        key: meant(value, kept.get(key)) if key in files and value else value for key, value in given.items()
    }


def meant(value: Any, kept: Any) -> dict[str, Any] | Lost:
    """The file an answer names: the one that is there, named by its hash, or one that was just sent."""
    if isinstance(kept, dict) and value in (kept, kept["sha256"]):
        return kept
    told = told_by(value) if isinstance(value, str) else {}
    return told if "sha256" in told else Lost(told.get("why", ""))


def name_of(value: Any, kept: Any) -> str:
    """How the file that stands in a form is called; nothing where none does."""
    found = meant(value, kept) if value else Lost()
    return "" if isinstance(found, Lost) else str(found["name"])
