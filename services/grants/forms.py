"""Forms of the pages: what was typed is kept, what is wrong stands beside it, and a form sent twice is done once."""
from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, redirect, request
from marshmallow import EXCLUDE, Schema, ValidationError

from services.grants.db import db
from shared.access import actor
from shared.api import CLAIM_KEY, KNOWN_KEY, STORE_ANSWER, dumps
from shared.errors import Refusal, invalid_fields

ELSEWHERE = (401, 403, 404)


@dataclass(frozen=True)
class Tried:
    """A form as it was sent: the typed values, an error for each wrong field, and the errors of no field."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    general: str = ""


def read(schema: Schema) -> dict[str, Any]:
    """The form's fields through a schema; a field left empty is not given. ValidationError."""
    typed = {name: value for name in schema.fields if (value := request.form.get(name, "")).strip()}
    return schema.load(typed, unknown=EXCLUDE)


def form_key() -> str:
    """A key for a form on a page, so that sending it twice does it once."""
    return uuid.uuid4().hex


def sent(work: Callable[[], str], again: Callable[[Tried], str]) -> Response | tuple[str, int]:
    """Do what a form asks and go to the address `work` gives; refused, the page `again` shows the form with its errors."""
    claim = {"actor": actor().id, "key": f"form:{request.form.get('form_key') or uuid.uuid4().hex}"[:200]}
    try:
        if not db.session.execute(CLAIM_KEY, {**claim, "hash": request.path}).first():
            return redirect(db.session.execute(KNOWN_KEY, claim).mappings().one()["answer"]["target"])  # type: ignore[return-value]
        target = work()
        db.session.execute(STORE_ANSWER, {**claim, "status": 303, "answer": dumps({"target": target}).decode()})
        db.session.commit()
        return redirect(target, 303)  # type: ignore[return-value]
    except (Refusal, ValidationError) as error:
        db.session.rollback()
        if isinstance(error, Refusal) and error.status in ELSEWHERE:
            raise
        return again(tried(error)), 422


def tried(error: Refusal | ValidationError) -> Tried:
    """The refused form with its errors."""
    refusal = invalid_fields(error.messages) if isinstance(error, ValidationError) else error
    errors = {name: words(text) for name, text in refusal.detail.get("fields", {}).items()}
    if refusal.field:
        errors[refusal.field] = refusal.message
    return Tried(request.form, errors, "" if errors else refusal.message)


def words(messages: Any) -> str:
    """A field's messages as one text."""
    return messages if isinstance(messages, str) else " ".join(str(message) for message in messages)
