"""A form of a page sent twice is done once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from flask import Flask, Response, render_template, request

from shared.access import signed_in
from shared.acts.changes import collected
from shared.doors.api import KNOWN_KEY, is_free, request_hash
from shared.doors.errors import Conflict, NotFound, on_refusal
from shared.doors.transaction import session

FIELD = "once.key"
Made = TypeVar("Made")


class FormSentBefore(Conflict):
    """This form was already sent with other values, and they stand.
    Open the page again to record something more."""

    code = "form_sent_before"


@dataclass(frozen=True)
class Done(Generic[Made]):
    """What came of a form that was carried out; `again`: by its first click, so that nothing was made now."""

    made: Made | None
    id: Any = None
    again: bool = False


def new_key() -> str:
    """A key for a form, written into the page."""
    return uuid.uuid4().hex


def claim() -> dict[str, Any] | None:
    """The key under which this form is done once; None for a form without one, or of nobody."""
    key = request.form.get(FIELD)
    who = signed_in()
    if not key or who is None:
        return None
    return {"actor": who.id, "key": f"form:{key}"[:200], "hash": request_hash(but=("csrf_token",))}


def done_before(claimed: dict[str, Any] | None) -> Done[Any] | None:
    """Claim a key in the transaction of what the form asks for;
    what was done when the very same was sent before. FormSentBefore."""
    if claimed is None or is_free(claimed):
        return None
    known = session().execute(KNOWN_KEY, claimed).mappings().one()
    if known["request_hash"] != claimed["hash"]:
        raise FormSentBefore
    found = (known["answer"] or {}).get("id")
    return Done(None, uuid.UUID(found) if found else None, again=True)


def remember(claimed: dict[str, Any] | None, made: Any) -> Done[Any]:
    """Keep the id of what was made under the form's key, so that a second click leads to it."""
    found = getattr(made, "id", None)
    if claimed and found:
        answer = orjson.dumps({"id": found}).decode()
        collected(session()).answer = {**claimed, "status": 200, "answer": answer}
    return Done(made, found)


def first_click_did() -> bool:
    """Whether the very form of this request was carried out before."""
    claimed = claim() if request.method == "POST" else None
    if claimed is None:
        return False
    known = session().execute(KNOWN_KEY, claimed).mappings().first()
    return known is not None and known["request_hash"] == claimed["hash"]


def on_missing(error: NotFound) -> Response | str:
    """Answer what is not there; the second click on what the first one took away is told that it is done."""
    return render_template("ui/done.html") if first_click_did() else on_refusal(error)


def init_app(app: Flask) -> None:
    """Give the form macro its key, and a second click its answer."""
    app.jinja_env.globals["once_key"] = new_key
    app.register_error_handler(NotFound, on_missing)
